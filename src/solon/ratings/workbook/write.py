"""Writing the scoring workbook: what to rate, with the evidence at hand, and where to write it."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from solon.ratings.model import Rating
from solon.ratings.workbook.checks import Cells, Scale, check
from solon.ratings.workbook.cover import write_cover
from solon.ratings.workbook.layout import (
    ANSWERS,
    COLUMNS,
    FIRST,
    FORMAT,
    HEAD_ROW,
    HIDDEN,
    INPUTS,
    KEY,
    KEY_ROW,
    MARKS,
    RATINGS,
    STATES,
    column_of,
    head_of,
)
from solon.result import CriterionResult, Proposal, Result
from solon.rubric.model import Criterion, Item
from solon.xlsx.book import Book, Figure, Look, Sheet
from solon.xlsx.cells import letters

QUOTES = 3
"""Quotes shown beside each criterion; the report has all."""
_MOST_AREAS = 400
"""Areas of one validation; spreadsheets have trouble with thousands."""
QUOTE_LIMIT = 600
"""Characters of a quote that are shown."""

_HEAD = Look(bold=True, fill="E6E9EF", wrap=True, line="12436D")
_HEAD_INPUT = Look(bold=True, fill="FFF2CC", wrap=True, line="12436D")
_TEXT = Look(wrap=True, line="D9D9D9")
_STRONG = Look(wrap=True, line="D9D9D9", bold=True)
_QUIET = Look(wrap=True, line="D9D9D9", italic=True, colour="595959")
# Text format: a spreadsheet must not make a date of "1-2" nor a formula of a quote.
_INPUT = Look(wrap=True, fill="FFFBEB", boxed=True, unlocked=True, format="@")
_INPUT_NUMBER = Look(fill="FFFBEB", boxed=True, unlocked=True, align="right")
_CLOSED = Look(fill="EDEDED", boxed=True)


@dataclass(frozen=True)
class Row:
    """One thing to rate: a criterion of a proposal, or one item of a checklist."""

    proposal: Proposal
    criterion: Criterion
    item: Item | None
    result: CriterionResult


def export_workbook(result: Result, rater: str) -> bytes:
    """A scoring workbook (.xlsx) for one rater: a row a proposal, criterion and checklist item.

    Holds the rubric's scales, the text search's evidence and its suggestions beside (never in)
    the cells to fill in, and nothing that another rater has said. The same result and rater give
    the same bytes.
    """
    rubric = result.rubric
    book = Book(
        f"{rubric.title}: scoring workbook", f"{rubric.id} {rubric.digest}", result.assessed
    )
    book.custom("solon.workbook", FORMAT)
    book.custom("solon.rubric", rubric.id)
    book.custom("solon.digest", rubric.digest)
    book.custom("solon.rater", rater)
    rows = list(_rows(result))
    cover = book.sheet("Cover")
    sheet = book.sheet(RATINGS)
    scales = _lists(book, result, rater)
    _head(sheet, result, rater)
    for number, row in enumerate(rows, 1):
        _row(sheet, number, row, scales[row.criterion.id])
    _validate(sheet, rows, scales)
    _dress(book, sheet, len(rows))
    write_cover(cover, result, rater, len(rows))
    for each in (cover, sheet):
        _protect(each)
    return book.to_bytes()


def _rows(result: Result) -> Iterator[Row]:
    criteria = list(result.rubric.walk_criteria())
    for card in sorted(result.scorecards, key=lambda card: card.proposal.id):
        by_id = {criterion.id: criterion for criterion in card.criteria}
        for criterion in criteria:
            items: tuple[Item | None, ...] = criterion.checklist or (None,)
            for item in items:
                yield Row(card.proposal, criterion, item, by_id[criterion.id])


def _lists(book: Book, result: Result, rater: str) -> dict[str, Scale]:
    """The hidden sheet: marks, and the lists behind the dropdowns, each with a name.

    Inline lists of more than 255 characters make Excel repair the file; names have no limit.
    """
    sheet = book.sheet(HIDDEN)
    sheet.raw.sheet_state = "hidden"
    marks = (FORMAT, result.rubric.id, result.rubric.digest, rater)
    for row, (name, text) in enumerate(zip(MARKS, marks, strict=True), 1):
        sheet.text(row, 1, name, _TEXT)
        sheet.text(row, 2, text, _TEXT)
    book.name("solon_states", _list(sheet, 4, STATES))
    book.name("solon_answers", _list(sheet, 5, ANSWERS))
    scales: dict[str, Scale] = {}
    by_entries: dict[tuple[str, ...], Scale] = {}
    for criterion in result.rubric.walk_criteria():
        entries = tuple(level_entry(level.level, level.label) for level in criterion.levels)
        if criterion.checklist:
            scales[criterion.id] = Scale("solon_answers")
        elif not entries:
            scales[criterion.id] = Scale()
        else:
            if entries not in by_entries:
                # Many criteria share a scale; it is listed once.
                number = len(by_entries) + 1
                scale = Scale(f"solon_scale_{number}", f"solon_level_{number}")
                column = 5 + 2 * number
                book.name(scale.entries, _list(sheet, column, entries))
                levels = tuple(level.level for level in criterion.levels)
                book.name(scale.numbers, _list(sheet, column + 1, levels))
                by_entries[entries] = scale
            scales[criterion.id] = by_entries[entries]
    return scales


def level_entry(level: int, label: str) -> str:
    """A level as the dropdown shows it: `3 Granted`."""
    return f"{level} {' '.join(label.split())}"


def _list(sheet: Sheet, column: int, entries: tuple[Figure, ...]) -> str:
    for row, entry in enumerate(entries, 1):
        sheet.value(row, column, entry, _TEXT)
    letter = letters(column)
    return f"{HIDDEN}!${letter}$1:${letter}${len(entries)}"


def _head(sheet: Sheet, result: Result, rater: str) -> None:
    title = Look(bold=True, size=14, colour="12436D")
    sheet.text(1, 1, f"Ratings by {rater}", title)
    note = "Fill in the yellow columns; the check at the end of each row says what is missing."
    sheet.text(2, 1, note, Look(italic=True, colour="595959"))
    # Also here, beside the rows: a sheet that is copied into another file stays recognisable.
    sheet.text(KEY_ROW, 1, f"{FORMAT} {result.rubric.id} {result.rubric.digest}", _TEXT)
    sheet.raw.row_dimensions[KEY_ROW].hidden = True
    for place, column in enumerate(COLUMNS, 1):
        if column.key:
            sheet.text(KEY_ROW, place, KEY + column.key, _TEXT)
        sheet.text(HEAD_ROW, place, column.head, _HEAD_INPUT if column.key in INPUTS else _HEAD)
        dimension = sheet.raw.column_dimensions[letters(place)]
        dimension.width, dimension.hidden = column.width, column.hidden


def _row(sheet: Sheet, number: int, row: Row, scale: Scale) -> None:
    at = FIRST + number - 1
    item = row.item
    sheet.number(at, 1, number, _QUIET)
    sheet.text(at, 2, row.proposal.title, _STRONG)
    sheet.text(at, 3, row.criterion.name, _STRONG)
    sheet.text(at, 4, _question(row), _TEXT)
    sheet.text(at, 5, _scale(row), _TEXT)
    sheet.text(at, 6, _suggestion(row), _QUIET)
    sheet.text(at, 7, evidence_text(row.result), _TEXT)
    for key in INPUTS:
        look = _INPUT
        if key in ("low", "high") and item:
            look = _CLOSED
        elif key in ("value", "low", "high") and row.criterion.measure:
            look = _INPUT_NUMBER
        sheet.blank(at, column_of(key), look)
    cells = Cells(*(f"{letters(column_of(key))}{at}" for key in INPUTS))
    formula = check(cells, scale, item is not None, "solon_states")
    sheet.formula(at, head_of("Check"), formula, "", _STRONG)
    sheet.text(at, column_of("proposal"), row.proposal.id, _TEXT)
    sheet.text(at, column_of("criterion"), row.criterion.id, _TEXT)
    sheet.text(at, column_of("item"), item.id if item else "", _TEXT)


def _question(row: Row) -> str:
    question = row.item.question if row.item else row.criterion.question
    return f"{question}\n{row.criterion.guidance}" if row.criterion.guidance else question


def _scale(row: Row) -> str:
    criterion = row.criterion
    if row.item:
        return "yes, partial, no; na where it does not apply" + (
            "\n(here `no` is the good answer)" if row.item.reversed else ""
        )
    if criterion.measure:
        return f"A number: {criterion.measure.fact}, in {criterion.measure.unit}"
    return "\n".join(
        level_entry(level.level, level.label) + (f": {level.meaning}" if level.meaning else "")
        for level in criterion.levels
    )


def _suggestion(row: Row) -> str:
    criterion = row.criterion
    if criterion.measure:
        facts = {name.lower(): fact for name, fact in row.proposal.facts.items()}
        fact = facts.get(criterion.measure.fact.lower())
        return "" if fact is None else f"proposals table: {fact:g} {criterion.measure.unit}"
    for rating in row.result.ratings:
        if rating.suggested and rating.item == (row.item.id if row.item else None):
            return f"suggested: {_said(rating, criterion)}"
    return ""


def _said(rating: Rating, criterion: Criterion) -> str:
    for level in criterion.levels:
        if rating.value == level.level:
            return level_entry(level.level, level.label)
    return rating.answer or (rating.state if rating.value is None else f"{rating.value:g}")


def evidence_text(result: CriterionResult) -> str:
    """The first quotes with their places, and how many hits more there are."""
    lines: list[str] = []
    shown = 0
    for found in result.evidence:
        quote = " ".join(found.quote.split())
        if len(quote) > QUOTE_LIMIT:
            quote = quote[:QUOTE_LIMIT].rstrip() + " …"
        against = "against: " if found.stance == "contradicts" else ""
        line = f"{against}“{quote}” ({found.place})"
        # Two indicators may hit the same sentence; a rater needs to read it once.
        if line not in lines:
            if len(lines) == QUOTES:
                break
            lines.append(line)
        shown += 1
    more = max(result.evidence_found, len(result.evidence)) - shown
    if more > 0:
        lines.append(f"and {more:,} more")
    return "\n\n".join(lines)


def _validate(sheet: Sheet, rows: list[Row], scales: dict[str, Scale]) -> None:
    """A dropdown for each answer, the same one for all rows of a scale."""
    from openpyxl.worksheet.datavalidation import DataValidation

    def add(validation: DataValidation, cells: list[str]) -> None:
        for first in range(0, len(cells), _MOST_AREAS):
            part = copy(validation)
            # One string and not cell by cell, which takes time with the square of their number.
            part.sqref = " ".join(cells[first : first + _MOST_AREAS])
            sheet.raw.add_data_validation(part)

    def listed(name: str, cells: list[str], what: str) -> None:
        validation = DataValidation(type="list", formula1=name, allow_blank=True)
        validation.error = f"Choose the {what} from the list, or clear the cell."
        validation.errorTitle = "Not on the list"
        validation.showErrorMessage = True
        add(validation, cells)

    if not rows:
        return
    letter = letters(column_of("state"))
    listed("solon_states", [f"{letter}{FIRST}:{letter}{FIRST + len(rows) - 1}"], "state")
    by_scale: dict[Scale, list[str]] = {}
    for at, row in enumerate(rows, FIRST):
        first, last = letters(column_of("value")), letters(column_of("high"))
        cells = f"{first}{at}" if row.item else f"{first}{at}:{last}{at}"
        by_scale.setdefault(scales[row.criterion.id], []).append(cells)
    for scale, places in by_scale.items():
        if scale.entries:
            listed(scale.entries, places, "answer")
            continue
        number = DataValidation(type="decimal", operator="between", allow_blank=True)
        number.formula1, number.formula2 = "-1E+300", "1E+300"
        number.error, number.errorTitle = "Type a number.", "Not a number"
        number.showErrorMessage = True
        add(number, places)


def _dress(book: Book, sheet: Sheet, rows: int) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font
    from openpyxl.styles.differential import DifferentialStyle

    raw: Any = sheet.raw
    last = FIRST + max(rows, 1) - 1
    checks = letters(head_of("Check"))
    cells = f"{checks}{FIRST}:{checks}{last}"
    book.name("solon_checks", f"{RATINGS}!${checks}${FIRST}:${checks}${last}")
    rule = Rule(type="expression", dxf=DifferentialStyle(font=Font(bold=True, color="801650")))
    rule.formula = [f'AND({checks}{FIRST}<>"",{checks}{FIRST}<>"ok")']
    raw.conditional_formatting.add(cells, rule)
    raw.freeze_panes = f"D{FIRST}"
    raw.auto_filter.ref = f"A{HEAD_ROW}:{letters(len(COLUMNS))}{last}"
    raw.page_setup.orientation = "landscape"
    raw.page_setup.paperSize = 9
    raw.page_setup.fitToWidth, raw.page_setup.fitToHeight = 2, 0
    raw.sheet_properties.pageSetUpPr.fitToPage = True
    raw.print_title_cols = "A:C"
    raw.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    raw.sheet_view.showGridLines = False


def _protect(sheet: Sheet) -> None:
    protection = sheet.raw.protection
    protection.sheet = True
    # False means allowed. No password: it protects against slips, not against people.
    protection.autoFilter = False
    protection.sort = False
    protection.formatColumns = False
    protection.formatRows = False
