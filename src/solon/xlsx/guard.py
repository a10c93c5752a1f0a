"""Looking at a workbook from outside, as a zip, before anything opens it."""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

MAX_BYTES = 256 * 1024 * 1024
"""Most that all parts may unpack to: some 2 million cells."""
MAX_STRINGS = 96 * 1024 * 1024
"""Most that the table of texts may unpack to."""
MAX_HELD = 16 * 1024 * 1024
"""Most that any other part but a sheet may unpack to: it is held in memory as a tree."""
MAX_RATIO = 250
"""Most that one part may unpack to, against its packed size; real sheets stay under 60."""
SMALL = 1024 * 1024
"""Parts up to this size may be packed as tightly as they like."""
MAX_PARTS = 5_000

_OLE = b"\xd0\xcf\x11\xe0"
_XML_PART = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)
# Declarations stand before the root element; a reader that knows entities would expand them.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def problems(path: Path) -> list[str]:
    """Why this file should not be opened as a workbook; empty where nothing speaks against it.

    Reads the zip's directory and the beginning of each part; never unpacks a part whole.
    """
    if path.suffix.lower() in (".xlsm", ".xlsb", ".xltm", ".xlam"):
        return ["may hold macros; save it as an Excel workbook (.xlsx)"]
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        return [f"cannot be read: {error.strerror}"]
    if magic == _OLE:
        old = "is protected by a password or in the old .xls format"
        return [f"{old}; save it as .xlsx without a password to open"]
    try:
        with ZipFile(path) as archive:
            return list(_of_archive(archive))
    except (BadZipFile, EOFError, NotImplementedError, ValueError, OSError) as error:
        return [f"is not an .xlsx workbook: {error or 'the zip is damaged'}"]


def _of_archive(archive: ZipFile) -> list[str]:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    found = []
    if len(parts) > MAX_PARTS:
        return [f"holds {len(parts):,} parts; at most {MAX_PARTS:,} are read"]
    if len(set(names)) != len(names):
        return ["holds a part twice, so that two readers would see two files; save it anew"]
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        return ["is a zip but not an .xlsx workbook"]
    if any(part.flag_bits & 1 for part in parts):
        return ["is encrypted; save it without a password"]
    found += _sizes(parts)
    if any("vbaproject" in name.lower() for name in names):
        found.append("holds macros; save it as an Excel workbook (.xlsx)")
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        found.append(
            "links to other workbooks, whose figures cannot be checked; "
            "break the links (Data, Edit links) and save"
        )
    if found:
        return found
    for part in parts:
        if _XML_PART.search(part.filename) and _declares(archive, part):
            found.append(f"its part {part.filename!r} declares a DTD, which no workbook needs")
    return found


def _sizes(parts: list[ZipInfo]) -> list[str]:
    total = sum(part.file_size for part in parts)
    found = []
    if total > MAX_BYTES:
        found.append(f"unpacks to {total // 2**20:,} MB; at most {MAX_BYTES // 2**20} MB are read")
    for part in parts:
        size, packed = part.file_size, max(part.compress_size, 1)
        most = MAX_STRINGS if part.filename == "xl/sharedStrings.xml" else MAX_HELD
        held = _XML_PART.search(part.filename) and not part.filename.startswith("xl/worksheets/")
        if size > SMALL and size / packed > MAX_RATIO:
            found.append(
                f"its part {part.filename!r} is packed {size // packed} to 1, as only a file made "
                "to do harm is"
            )
        elif held and size > most:
            found.append(f"its part {part.filename!r} unpacks to {size // 2**20:,} MB")
    return found


def _declares(archive: ZipFile, part: ZipInfo) -> bool:
    # All of it: a declaration may hide behind a comment of any length.
    before = b""
    with archive.open(part) as file:
        while piece := file.read(1 << 20):
            # UTF-16 puts a zero byte beside each letter.
            text = before + piece.replace(b"\0", b"")
            if _DOCTYPE.search(text):
                return True
            before = text[-16:]
    return False
