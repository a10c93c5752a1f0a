"""The project's own promises: dependencies told, pins without addresses, no path of one machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_every_dependency_has_its_line_with_reason_and_licence() -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    development = (ROOT / "requirements" / "dev.in").read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[<>=]", line)[0] for line in project["dependencies"]]
    names += [line for line in development if line and not line.startswith(("#", "-"))]
    assert len(names) > 20
    for name in names:
        rows = [row for row in table.splitlines() if re.search(rf"\b{name.lower()}\b", row)]
        assert any(row.count("|") == 4 for row in rows), f"{name} has no line"
        assert any(re.search(r"mit|bsd|apache|isc|mpl|psf", row) for row in rows), name


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_pins_carry_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    for line in text.splitlines():
        assert re.match(r"[a-z0-9.-]+==\S+ \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line), line


def test_no_file_names_a_path_of_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    own = re.compile(r"(?<![\w.])/(?:work|root|home)/\w+")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ".sh", ".j2", ".js", ".css", ""}:
            found = own.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None, f"{name}: {found and found[0]}"
