"""Files written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path


def text_name(name: str) -> str:
    """A file's name as text: bytes in it that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def write_whole(path: str | Path, data: bytes | str) -> None:
    """Write `data` to a temporary file beside `path`, then rename it over `path`.

    A reader never sees half a file, and an interrupted run leaves the old one. Text is UTF-8 with
    LF line ends on every system. `-` is standard output; a pipe or device is written to directly.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if str(path) == "-":
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    # A link stays a link: what it points to is replaced.
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        # A pipe or a device is written to; a file renamed over it would take its place.
        with target.open("wb") as file:
            file.write(raw)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        # mkstemp makes the file private; a report is as readable as any new file.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
