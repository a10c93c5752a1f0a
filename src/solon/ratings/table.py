"""Tables that people keep (CSV, XLSX, JSON, YAML), read into rows of text with their places."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from solon.errors import Fault, RatingsError
from solon.ratings.raw import RawRow
from solon.rubric.yaml import parse_yaml

MAX_BYTES = 500_000_000
_DELIMITERS = ",;\t"
RATING_COLUMNS = ("proposal", "criterion", "item", "rater", "state", "value", "low", "high",
                  "rationale", "quote", "place")  # fmt: skip
_LISTS = ("ratings", "proposals")


def read_rows(path: str | Path, required: Sequence[str]) -> list[RawRow]:
    """Rows of a table file. Raises RatingsError where it cannot be read as a table.

    required: columns that the table must have; in a workbook they also tell the table from notes.
    """
    file = Path(path)
    raw = _bytes(file)
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from solon.ratings.xlsx import read_xlsx_rows

        return read_xlsx_rows(file, required=tuple(required))
    text = _text(file, raw)
    suffix = file.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return _yaml_rows(file, text, required)
    if suffix == ".json" or text.lstrip()[:1] in ("{", "["):
        return _json_rows(file, text, required)
    return _csv_rows(file, text, required)


def _bytes(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise RatingsError(Fault(str(file), "is a folder; name a CSV, XLSX, JSON or YAML file"))
        if file.exists() and not file.is_file():
            raise RatingsError(Fault(str(file), "is no plain file; give - for standard input"))
        if file.stat().st_size > MAX_BYTES:
            raise RatingsError(Fault(str(file), f"is larger than {MAX_BYTES // 10**6} MB"))
        raw = file.read_bytes()
    except OSError as error:
        raise RatingsError(Fault(str(file), f"cannot be read: {error.strerror}")) from None
    if not raw.strip():
        raise RatingsError(Fault(str(file), "is empty; it needs a header row and a row a rating"))
    return raw


def _text(file: Path, raw: bytes) -> str:
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RatingsError(
            Fault(
                f"{file}:{line}",
                "is not UTF-8: a name or quote could be read wrongly; save the "
                "table as “CSV UTF-8”",
            )
        ) from None
    if "\0" in text:
        raise RatingsError(Fault(str(file), "is not a table in CSV, XLSX, JSON or YAML"))
    return text


def _csv_rows(file: Path, text: str, required: Sequence[str]) -> list[RawRow]:
    header_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header_line.count)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    faults: list[Fault] = []
    header: list[str] = []
    try:
        for line, values in _numbered(reader):
            if not any(value.strip() for value in values):
                continue
            if not header:
                header = [value.strip().lower() for value in values]
                faults += _header_faults(f"{file}:{line}", header, required)
                continue
            where = f"{file}:{line}"
            if len(values) > len(header) and any(value.strip() for value in values[len(header) :]):
                faults.append(
                    Fault(
                        where,
                        f"has {len(values)} cells, the header {len(header)}; put text "
                        f"that holds {delimiter!r} in quotes",
                    )
                )
                continue
            cells = {
                column: value.strip()
                for column, value in zip(header, values, strict=False)
                if column and value.strip()
            }
            rows.append(RawRow(cells, where))
    except csv.Error as error:
        faults.append(Fault(f"{file}:{reader.line_num}", f"is not readable as CSV: {error}"))
    if faults:
        raise RatingsError(faults)
    return rows


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins."""
    line = 1
    for values in reader:
        yield line, values
        line = reader.line_num + 1


def _header_faults(where: str, header: list[str], required: Sequence[str]) -> Iterator[Fault]:
    for column in required:
        if column not in header:
            yield Fault(where, f"column {column!r} is missing from the header; add it")
    for column in sorted({c for c in header if c and header.count(c) > 1}):
        yield Fault(where, f"column {column!r} stands twice in the header; remove one")


def _json_rows(file: Path, text: str, required: Sequence[str]) -> list[RawRow]:
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = f"{file}:{error.lineno}:{error.colno}"
        raise RatingsError(Fault(place, f"is not valid JSON: {error.msg}")) from None
    except _TwiceError as error:
        message = f"{error.args[0]!r} stands twice in one entry; the first would be lost"
        raise RatingsError(Fault(str(file), message)) from None
    except ValueError:
        raise RatingsError(Fault(str(file), "holds a number with thousands of digits")) from None
    except RecursionError:
        raise RatingsError(Fault(str(file), "is nested too deeply for a table")) from None
    items = _items(str(file), data)
    wheres = [f"{file}, entry {i + 1}" for i in range(len(items))]
    return _from_items(items, wheres, required)


class _TwiceError(Exception):
    """A key that stands twice in one JSON object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for key, value in pairs:
        if key in entry:
            raise _TwiceError(key)
        entry[key] = value
    return entry


def _yaml_rows(file: Path, text: str, required: Sequence[str]) -> list[RawRow]:
    located = parse_yaml(text, str(file))
    if located.faults:
        raise RatingsError(located.faults)
    items = _items(str(file), located.data)
    key = next((k for k in _LISTS if isinstance(located.data, dict) and k in located.data), None)
    head: tuple[str | int, ...] = () if key is None else (key,)
    return _from_items(items, [located.where((*head, i)) for i in range(len(items))], required)


def _items(source: str, data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = next((data[key] for key in _LISTS if key in data), data)
    if not isinstance(data, list):
        raise RatingsError(Fault(source, "should be a list of entries, one a rating"))
    return data


def _from_items(items: list[Any], wheres: list[str], required: Sequence[str]) -> list[RawRow]:
    rows: list[RawRow] = []
    faults: list[Fault] = []
    for item, where in zip(items, wheres, strict=True):
        if not isinstance(item, dict):
            faults.append(Fault(where, "should be a mapping of columns to values"))
            continue
        cells: dict[str, str] = {}
        for column, value in item.items():
            name = str(column).strip().lower()
            if name in cells:
                faults.append(Fault(where, f"{name!r} stands twice, in two spellings; keep one"))
            if isinstance(value, bool) or not isinstance(value, str | int | float | None):
                faults.append(Fault(where, f"{name!r} should be text or a number"))
            elif value is not None and str(value).strip():
                cells[name] = number_text(value) if not isinstance(value, str) else value.strip()
        faults += [
            Fault(where, f"{column!r} is missing; add it")
            for column in required
            if column not in cells
        ]
        if any("\ud800" <= char <= "\udfff" for text in cells.values() for char in text):
            faults.append(Fault(where, "holds half of a character (a lone surrogate); retype it"))
        rows.append(RawRow(cells, where))
    if faults:
        raise RatingsError(faults)
    return rows


def number_text(value: float) -> str:
    """The shortest text of a number: `3` for 3.0."""
    whole = isinstance(value, int) or value.is_integer()
    return str(int(value)) if whole and abs(value) < 1e15 else repr(value)


def rows_as_csv(rows: Sequence[RawRow], columns: Sequence[str] = RATING_COLUMNS) -> str:
    """Rows as CSV text with a header, LF at line ends."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.cells.get(column, "") for column in columns] for row in rows])
    return out.getvalue()
