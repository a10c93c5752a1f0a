"""Reading a scoring workbook back, as Excel or LibreOffice saved it, rows sorted or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from solon.errors import Fault, RatingsError
from solon.ratings.raw import RawRow
from solon.ratings.workbook.layout import FORMAT, HIDDEN, INPUTS, KEY, MARKS, RATINGS
from solon.ratings.xlsx import check_xlsx, problem_of, unreadable
from solon.rubric.load import shipped_rubrics
from solon.xlsx.cells import Bounds, Cell, custom_properties, letters, read_sheets
from solon.xlsx.guard import problems

_BROKEN = (BadZipFile, ZlibError, KeyError, IndexError, ValueError, SyntaxError, OSError)
_ENTRY = re.compile(r"([+-]?[0-9]+) ")
_FIGURES = ("value", "low", "high")


def is_scoring_workbook(path: Path | str) -> bool:
    """Whether Solon made this file for a rater. False for anything that cannot be opened."""
    path = Path(path)
    if problems(path):
        return False
    try:
        with ZipFile(path) as archive:
            return _hidden(archive)[0].get("format") == FORMAT
    except _BROKEN:
        return False


def shipped_rubric_of(path: Path | str) -> str:
    """Name of the shipped rubric that a scoring workbook was made from.

    Raises RatingsError where the file is no scoring workbook, or its rubric is not shipped.
    """
    path = Path(path)
    check_xlsx(path)
    try:
        with ZipFile(path) as archive:
            marks = _hidden(archive)[0]
    except _BROKEN as error:
        raise RatingsError(Fault(str(path), unreadable(error))) from None
    _must_be_ours(path, marks, None)
    name = marks.get("rubric", "").split(" ")[0]
    if name not in shipped_rubrics():
        message = (
            f"was made from rubric {name!r}, which is not shipped; name its file with --rubric"
        )
        raise RatingsError(Fault(str(path), message))
    return name


def read_workbook(path: Path | str, rubric_digest: str | None = None) -> list[RawRow]:
    """Rows that the rater filled in, with the columns of a ratings table.

    A dropdown's `3 Granted` comes as `3`. Untouched rows are left out; a row with only a
    rationale, quote or place comes with the state `unrated`, so that nothing written is lost.
    Raises RatingsError where the file is no scoring workbook, was made from a rubric with another
    digest than `rubric_digest` (if given), or holds cells that cannot be read, all of them.
    """
    path = Path(path)
    check_xlsx(path)
    try:
        with ZipFile(path) as archive:
            marks, entries = _hidden(archive)
            _must_be_ours(path, marks, rubric_digest)
            for sheet in read_sheets(archive, Bounds()):
                if sheet.name == RATINGS:
                    rows = _Rows(f"{path}, {sheet.name}", marks.get("rater", ""), entries)
                    return rows.read(sheet.rows)
    except _BROKEN as error:
        raise RatingsError(Fault(str(path), unreadable(error))) from None
    message = f"has lost its sheet {RATINGS!r}; export the workbook anew"
    raise RatingsError(Fault(str(path), message))


def _hidden(archive: ZipFile) -> tuple[dict[str, str], frozenset[str]]:
    """What the hidden sheet says (where it is gone, what the custom properties say), and every
    text on it, the dropdowns' entries among them."""
    properties = custom_properties(archive)
    names = {name: "solon.workbook" if name == "format" else f"solon.{name}" for name in MARKS}
    marks = {name: properties[key] for name, key in names.items() if properties.get(key)}
    entries: set[str] = set()
    for sheet in read_sheets(archive, Bounds(columns=16_384)):
        if sheet.name != HIDDEN:
            continue
        for cells in sheet.rows:
            at = {cell.column: cell.text for cell in cells}
            if at.get(1) in MARKS and 2 in at:
                marks[at[1]] = at[2]
            entries.update(at.values())
    return marks, frozenset(entries)


def _must_be_ours(path: Path, marks: dict[str, str], digest: str | None) -> None:
    if marks.get("format") != FORMAT:
        message = "is not a scoring workbook of this version; `solon workbook export` makes one"
        raise RatingsError(Fault(str(path), message))
    made = marks.get("digest", "")
    if digest is not None and made != digest:
        message = (
            f"was made from rubric {marks.get('rubric', '?')!r} with digest {made[:19]}…, this "
            f"rubric's is {digest[:19]}…: levels may mean something else. Score with the rubric "
            "that it was made from, or export the workbook anew"
        )
        raise RatingsError(Fault(str(path), message))


@dataclass
class _Rows:
    """The sheet Ratings being read."""

    where: str
    rater: str
    entries: frozenset[str]
    """What the dropdowns offer."""

    def read(self, rows: Iterator[list[Cell]]) -> list[RawRow]:
        keys: dict[int, str] = {}
        found: list[RawRow] = []
        faults: list[Fault] = []
        head = 0
        for cells in rows:
            if not keys:
                keys = {
                    cell.column: cell.text[len(KEY) :].strip()
                    for cell in cells
                    if cell.text.startswith(KEY)
                }
                # The row of heads follows the row of keys.
                head = cells[0].row + 1
                continue
            if cells[0].row > head:
                row = self._row(cells, keys, faults)
                if row:
                    found.append(row)
        missing = {"proposal", "criterion", *INPUTS} - set(keys.values())
        if missing:
            message = (
                f"the hidden row that names the columns has lost {', '.join(sorted(missing))}; "
                "export the workbook anew and copy the answers over"
            )
            raise RatingsError(Fault(self.where, message))
        if faults:
            raise RatingsError(faults)
        return found

    def _row(self, cells: list[Cell], keys: dict[int, str], faults: list[Fault]) -> RawRow | None:
        number = cells[0].row
        places = {key: f"{self.where}!{letters(column)}{number}" for column, key in keys.items()}
        texts: dict[str, str] = {}
        bad = False
        for cell in cells:
            key = keys.get(cell.column)
            if key is None:
                continue
            problem = problem_of(cell, key)
            if problem:
                faults.append(Fault(places[key], problem))
                bad = True
            else:
                texts[key] = cell.text.strip()
        written = [key for key in INPUTS if key in texts]
        if bad or not written:
            return None
        for key in ("proposal", "criterion"):
            if key not in texts:
                message = (
                    f"has lost its hidden {key} id, so that nobody can tell what {written[0]!r} "
                    "rates; copy the ids from a fresh export"
                )
                faults.append(Fault(f"{self.where}!A{number}", message))
                return None
        for key in _FIGURES:
            if key in texts and not texts.get("item"):
                texts[key] = _entry(texts[key], self.entries)
        if not any(key in texts for key in ("state", *_FIGURES)):
            texts["state"] = "unrated"
        if self.rater:
            texts["rater"] = self.rater
        return RawRow(texts, f"{self.where}!A{number}", places)


def _entry(text: str, entries: frozenset[str]) -> str:
    """`3` of the dropdown's `3 Granted`; anything else as it is."""
    match = _ENTRY.match(text) if text in entries else None
    return match[1] if match else text
