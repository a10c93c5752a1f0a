"""Writing: text never runs, formulas carry figures, bytes are stable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from solon.xlsx.finish import Cached, finished
from solon.xlsx.text import cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_RUNS = ("=", "+", "-", "@")
_BODY_SIZE = 10
_HIGHEST = 409
"""Points; no row can be higher."""

Figure = float | int | str | None
"""What a formula comes to: a number, a word, or none for an empty text."""


@dataclass(frozen=True)
class Look:
    """How a cell looks and whether it may be typed into. Colours are RRGGBB."""

    bold: bool = False
    italic: bool = False
    size: float = 10
    colour: str = "000000"
    fill: str = ""
    align: str = "left"
    wrap: bool = False
    turned: bool = False
    """Text runs upwards."""
    indent: int = 0
    format: str = "General"
    line: str = ""
    """Colour of a thin line below; empty for none."""
    boxed: bool = False
    """A thin line all round, for cells to be filled in."""
    unlocked: bool = False
    """May be typed into on a protected sheet."""


@dataclass
class Sheet:
    """One sheet being filled. Rows and columns count from 1."""

    name: str
    raw: Worksheet
    """openpyxl's sheet, for what is not a cell: widths, panes, print set-up, charts."""
    book: Book
    cached: dict[str, Cached] = field(default_factory=dict)
    """Figures of formulas by coordinate."""
    _wrapped: list[tuple[int, int, str, Look]] = field(default_factory=list)
    """Texts that decide how high their rows must be."""

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Text, never a formula, whatever it begins with."""
        cell = self._cell(row, column)
        written = cell_text(text)
        cell.value = written
        cell.data_type = "s"
        # The quote prefix keeps the text a text when somebody edits the cell.
        cell._style = self.book.style(look, quoted=written.startswith(_RUNS))
        self._sized(row, column, written, look)

    def number(self, row: int, column: int, value: float, look: Look) -> None:
        """A number, to the 16 digits that openpyxl writes; spreadsheets calculate with 15."""
        cell = self._cell(row, column)
        cell.value = value
        cell._style = self.book.style(look)

    def blank(self, row: int, column: int, look: Look) -> None:
        """An empty cell with a look."""
        self._cell(row, column)._style = self.book.style(look)

    def value(self, row: int, column: int, value: Figure, look: Look) -> None:
        """A number, a text, or an empty cell."""
        if value is None:
            self.blank(row, column, look)
        elif isinstance(value, str):
            self.text(row, column, value, look)
        else:
            self.number(row, column, value, look)

    def formula(self, row: int, column: int, formula: str, figure: Figure, look: Look) -> None:
        """A formula (with its `=`) and the figure that it comes to, for readers that do not
        calculate."""
        cell = self._cell(row, column)
        cell.value = formula
        cell._style = self.book.style(look)
        shown = cell_text(figure) if isinstance(figure, str) else figure
        self.cached[cell.coordinate] = "" if shown is None else shown
        if isinstance(shown, str):
            self._sized(row, column, shown, look)

    def _cell(self, row: int, column: int) -> Any:
        # Sharing openpyxl's style array between cells (`_style`) is some five times as fast as
        # setting fonts and fills; its type stubs do not know the attribute.
        return self.raw.cell(row, column)

    def _sized(self, row: int, column: int, text: str, look: Look) -> None:
        if look.wrap or look.size > _BODY_SIZE:
            self._wrapped.append((row, column, text, look))

    def fit_rows(self) -> None:
        """Make rows as high as their wrapped texts need, once the columns have their widths.

        LibreOffice, and Excel where a row has a height, do not do it by themselves.
        """
        from openpyxl.utils import get_column_letter

        dimensions = self.raw.column_dimensions
        letters = {column: get_column_letter(column) for _, column, _, _ in self._wrapped}
        widths = {column: dimensions[letter].width for column, letter in letters.items()}
        heights: dict[int, float] = {}
        for row, column, text, look in self._wrapped:
            lines = 1
            if look.wrap:
                # Widths count digits of the default font; an average letter is a little narrower.
                factor = (1.0 if look.bold else 1.1) * _BODY_SIZE / look.size
                room = max((widths[column] - 2 * look.indent) * factor, 4)
                lines = sum(-(-max(len(line), 1) // int(room)) for line in text.split("\n"))
            height = min(lines * look.size * 1.32 + 3, _HIGHEST)
            heights[row] = max(heights.get(row, 0.0), height)
        for row, height in heights.items():
            if height > _BODY_SIZE * 1.32 + 3:
                self.raw.row_dimensions[row].height = round(height, 1)

    def widths(self, widths: Iterable[tuple[int, float]]) -> None:
        """Column widths in characters."""
        from openpyxl.utils import get_column_letter

        for column, width in widths:
            self.raw.column_dimensions[get_column_letter(column)].width = width


class Book:
    """A workbook being written.

    title, subject: core properties. when: ISO date that stands as the date of making and change,
    so that the same content gives the same bytes.
    """

    def __init__(self, title: str, subject: str, when: str) -> None:
        from openpyxl import Workbook

        self.raw: Any = Workbook()
        self.raw.remove(self.raw.worksheets[0])
        self.sheets: list[Sheet] = []
        self.when = _moment(when)
        self._styles: dict[tuple[Look, bool], Any] = {}
        properties = self.raw.properties
        properties.title = cell_text(title, 255)
        properties.subject = cell_text(subject, 255)
        properties.creator = "Solon"
        properties.lastModifiedBy = "Solon"
        properties.created = self.when

    def sheet(self, name: str) -> Sheet:
        """A new sheet behind the others."""
        sheet = Sheet(name, self.raw.create_sheet(name), self)
        self.sheets.append(sheet)
        return sheet

    def name(self, name: str, target: str) -> None:
        """Define a name for a range: `Rubric!$A$5:$A$40`."""
        from openpyxl.workbook.defined_name import DefinedName

        self.raw.defined_names[name] = DefinedName(name, attr_text=target)

    def custom(self, name: str, text: str) -> None:
        """Set a custom document property."""
        from openpyxl.packaging.custom import StringProperty

        self.raw.custom_doc_props.append(StringProperty(name=name, value=cell_text(text, 255)))

    def style(self, look: Look, quoted: bool = False) -> Any:
        """openpyxl's style array for a look; shared between cells, so never changed."""
        key = (look, quoted)
        if key not in self._styles:
            self._styles[key] = self._styled(look, quoted)
        return self._styles[key]

    def _styled(self, look: Look, quoted: bool) -> Any:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        cell = self._palette.cell(1, 1)
        cell.font = Font(
            name="Calibri", size=look.size, bold=look.bold, italic=look.italic, color=look.colour
        )
        cell.fill = PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()
        thin = Side("thin", color=look.line or "BFBFBF")
        none = Side()
        cell.border = (
            Border(left=thin, right=thin, top=thin, bottom=thin)
            if look.boxed
            else Border(bottom=thin if look.line else none)
        )
        cell.alignment = Alignment(
            horizontal=look.align,
            vertical="bottom" if look.turned else "top",
            wrap_text=look.wrap,
            indent=look.indent,
            text_rotation=90 if look.turned else 0,
        )
        cell.protection = Protection(locked=not look.unlocked)
        cell.number_format = look.format
        cell.quotePrefix = int(quoted)
        style: Any = cell._style
        del self._palette._cells[(1, 1)]
        return style

    @cached_property
    def _palette(self) -> Any:
        # A sheet of the same workbook that is never written: styles are the workbook's.
        from openpyxl.worksheet.worksheet import Worksheet

        return Worksheet(self.raw)

    def to_bytes(self) -> bytes:
        """The file. The same content gives the same bytes."""
        for sheet in self.sheets:
            sheet.fit_rows()
        buffer = BytesIO()
        self.raw.save(buffer)
        return finished(buffer.getvalue(), [sheet.cached for sheet in self.sheets], self.when)


def _moment(when: str) -> datetime:
    try:
        return datetime.fromisoformat(when[:10]).replace(tzinfo=None)
    except ValueError:
        # A result's date is free text; the file still needs one that does not move.
        return datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
