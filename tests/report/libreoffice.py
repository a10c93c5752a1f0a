"""LibreOffice as a second opinion: it opens, calculates everything anew, and saves."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

# By default LibreOffice trusts the figures stored beside formulas; 0 is "always calculate".
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(path: Path) -> Path:
    """The workbook as LibreOffice saves it after calculating every formula anew."""
    return convert([path], "xlsx:Calc MS Excel 2007 XML")[0]


def convert(paths: list[Path], to: str) -> list[Path]:
    """Convert files in one run of LibreOffice with a throw-away profile.

    Skips the test, saying so, where LibreOffice is not installed and no CI demands it.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is not installed, and CI is set")
        pytest.skip("soffice is not installed: formulas were not calculated by LibreOffice")
    out = Path(tempfile.mkdtemp(dir=paths[0].parent))
    profile = out / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    command = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}",
               "--convert-to", to, "--outdir", str(out), *map(str, paths)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    ending = to.split(":", 1)[0]
    written = [out / f"{path.stem}.{ending}" for path in paths]
    # It can end well having written nothing.
    missing = [path.name for path in written if not path.is_file()]
    assert not missing, f"LibreOffice did not write {missing}: {done.stdout} {done.stderr}"
    return written
