"""The cover of a scoring workbook: what, who, how, and how far."""

from typing import Any

from solon.ratings.workbook.checks import OK
from solon.result import Result
from solon.xlsx.book import Look, Sheet

_TITLE = Look(bold=True, size=18, colour="12436D")
_NAME = Look(bold=True, colour="12436D", wrap=True)
_BODY = Look(wrap=True)
_BIG = Look(bold=True, size=14, wrap=True)

_STEPS = (
    "Read the proposal's document before you look at the suggestions.",
    (
        "On the sheet Ratings, fill in the yellow columns, one row at a time. The question and the "
        "scale stand at the left; the evidence is what the text search found, never all there is."
    ),
    "Choose an answer from the list. If you cannot settle on one, give the range in Low and High.",
    (
        "Choose the state not-applicable where the question does not fit, and say why. "
        "Choose no-evidence where you looked and could not tell. Leave the row empty where you "
        "have not looked."
    ),
    "Give a rationale, a quote copied word for word, and its place.",
    "The last column checks each row. A suggestion counts only once you choose it yourself.",
    "Save the file as .xlsx and send it back. Rows may be filtered and columns widened.",
)


def write_cover(sheet: Sheet, result: Result, rater: str, rows: int) -> None:
    """Fill the sheet. rows: how many there are to rate."""
    rubric = result.rubric
    sheet.text(1, 1, "Scoring workbook", _TITLE)
    facts = [
        ("Rubric", f"{rubric.title}, version {rubric.version}"),
        ("Rater", rater),
        ("Proposals", "; ".join(card.proposal.title for card in result.scorecards)),
        ("Made", f"{result.assessed} by Solon {result.solon}"),
    ]
    row = 3
    for name, text in facts:
        sheet.text(row, 1, name, _NAME)
        sheet.text(row, 2, text, _BODY)
        row += 1
    sheet.text(row, 1, "Progress", _NAME)
    progress = f'=COUNTIF(solon_checks,"{OK}")&" of {rows:,} rows rated"'
    sheet.formula(row, 2, progress, f"0 of {rows:,} rows rated", _BIG)
    open_rows = f'=SUMPRODUCT((solon_checks<>"")*(solon_checks<>"{OK}"))'
    sheet.text(row + 1, 1, "To look at again", _NAME)
    sheet.formula(row + 1, 2, open_rows, 0, _BIG)
    row += 3
    sheet.text(row, 1, "How to fill it in", _NAME)
    for number, step in enumerate(_STEPS, 1):
        sheet.text(row, 2, f"{number}. {step}", _BODY)
        row += 1
    if rubric.description:
        sheet.text(row + 1, 1, "About the rubric", _NAME)
        sheet.text(row + 1, 2, rubric.description, _BODY)
    sheet.text(row + 3, 1, "For Solon", Look(size=8, colour="595959"))
    sheet.text(row + 3, 2, f"{rubric.id} {rubric.digest}", Look(size=8, colour="595959", wrap=True))
    sheet.widths([(1, 18), (2, 96)])
    raw: Any = sheet.raw
    raw.sheet_view.showGridLines = False
    raw.page_setup.orientation = "landscape"
    raw.page_setup.paperSize = 9
    raw.page_setup.fitToWidth, raw.page_setup.fitToHeight = 1, 0
    raw.sheet_properties.pageSetUpPr.fitToPage = True
