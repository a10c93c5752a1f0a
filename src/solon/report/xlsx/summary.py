"""Summary: one row a proposal, with rank, verdict, figures and the top tier, and a chart."""

from typing import Final

from openpyxl.utils import get_column_letter

from solon.report.html.words import NOT_APPLICABLE, NOT_RATED, SHORT_STATES
from solon.report.words import BY_SUGGESTION, VERDICTS, verdict_words
from solon.report.xlsx.chart import place_chart
from solon.report.xlsx.formulas import fetched
from solon.report.xlsx.looks import (
    COUNT,
    FIGURE,
    HEAD,
    HEAD_RIGHT,
    HELPER,
    NOTE,
    ORDINAL,
    SHARE,
    STRONG,
    TEXT,
    TITLE,
    WRAPPED,
    figure,
    fitting,
    flag,
    heads,
    heat,
    printed,
)
from solon.report.xlsx.plan import TOTAL, Plan
from solon.result import Scorecard
from solon.rounding import RANK_DECIMALS
from solon.xlsx.book import Book, Figure, Sheet
from solon.xlsx.text import quoted

HEAD_ROW: Final = 4
FIRST: Final = 5
HEADS: Final = (
    ("No.", True), ("Rank", True), ("Proposal", False), ("Id", False), ("Verdict", False),
    ("Score", True), ("Status", False), ("Low", True), ("High", True), ("Coverage", True),
    ("Floors breached", True), ("Floors undetermined", True),
)  # fmt: skip
TOP: Final = len(HEADS) + 1
"""Column of the first group of the top tier."""
MOST_TOP: Final = 30
"""Groups and criteria of the top tier that are shown; Scores has all."""
NO_RANK: Final = "–"


def write_summary(book: Book, plan: Plan, source: str) -> None:
    """Add the sheet. source: the line under the table."""
    sheet = book.sheet("Summary")
    tops = _tops(plan)
    labels = sorted({name for card in plan.cards for name in card.proposal.labels})
    key = TOP + len(tops) + len(labels)
    last = FIRST + max(len(plan.cards), 1) - 1
    heads(sheet, HEAD_ROW, HEADS)
    for column, (_, title) in enumerate(tops, TOP):
        sheet.text(HEAD_ROW, column, title, HEAD_RIGHT)
    for column, name in enumerate(labels, TOP + len(tops)):
        sheet.text(HEAD_ROW, column, name, HEAD)
    for column, name in enumerate(("for the rank", "score to high", "low to score"), key):
        sheet.text(HEAD_ROW, column, name, HEAD_RIGHT)
    for number, card in enumerate(plan.cards, 1):
        _row(sheet, plan, number, card, key, last)
        for column, (id, _) in enumerate(tops, TOP):
            _top(sheet, plan, FIRST + number - 1, column, id, card)
        for column, name in enumerate(labels, TOP + len(tops)):
            label = card.proposal.labels.get(name, "")
            sheet.text(FIRST + number - 1, column, label, WRAPPED)
    _title(sheet, plan, last)
    sheet.text(2, 1, f"{plan.rubric.title}, version {plan.rubric.version}", NOTE)
    if not plan.cards:
        sheet.text(FIRST, 1, "No proposals were scored.", NOTE)
    sheet.text(last + 1, 1, source, NOTE)
    _dress(sheet, plan, key, last, len(tops), len(labels), source)


def _tops(plan: Plan) -> list[tuple[str, str]]:
    tops = [(criterion.id, criterion.name) for criterion in plan.rubric.criteria]
    tops += [(group.id, group.title) for group in plan.rubric.groups]
    return tops[:MOST_TOP]


def _row(sheet: Sheet, plan: Plan, number: int, card: Scorecard, key: int, last: int) -> None:
    row = FIRST + number - 1
    at = f"$A{row}"
    k = get_column_letter(key)
    sheet.number(row, 1, number, ORDINAL)
    rank = f'=IF(ISNUMBER({k}{row}),1+COUNTIF({k}${FIRST}:{k}${last},">"&{k}{row}),"{NO_RANK}")'
    sheet.formula(row, 2, rank, NO_RANK if card.rank is None else card.rank, COUNT)
    sheet.text(row, 3, card.proposal.title, STRONG)
    sheet.text(row, 4, card.proposal.id, TEXT)
    _verdict(sheet, row, card)
    total = "=" + fetched(plan, "Scores", TOTAL, at)
    known: Figure = NOT_RATED if card.score is None else card.score
    sheet.formula(row, 6, total, known, figure("final", strong=True))
    sheet.text(row, 7, card.status, TEXT)
    sheet.formula(row, 8, "=" + fetched(plan, "Low", TOTAL, at), card.low, FIGURE)
    sheet.formula(row, 9, "=" + fetched(plan, "High", TOTAL, at), card.high, FIGURE)
    sheet.formula(row, 10, "=" + fetched(plan, "Coverage", TOTAL, at), card.coverage, SHARE)
    verdicts = [floor.verdict for floor in card.floors]
    for column, word in ((11, "breached"), (12, "undetermined")):
        counted = f'=COUNTIFS(floor_no,{at},floor_verdict,"{word}")'
        sheet.formula(row, column, counted, sum(verdict == word for verdict in verdicts), COUNT)
    ranked = f'=IF(K{row}=0,IF(ISNUMBER(F{row}),ROUND(F{row},{RANK_DECIMALS}),""),"")'
    rounded = None
    if card.score is not None and card.verdict != "breaches-floors":
        rounded = round(card.score, RANK_DECIMALS)
    sheet.formula(row, key, ranked, rounded, HELPER)
    # The chart's whiskers, from the score to either end of what is possible. What is unknown may
    # have a scale that ends below the score, so that even the high end lies below it.
    score = 0.0 if card.score is None else card.score
    for column, difference, length in (
        (key + 1, f"I{row}-F{row}", card.high - score),
        (key + 2, f"F{row}-H{row}", score - card.low),
    ):
        formula = f"=IF(ISNUMBER(F{row}),MAX(0,{difference}),0)"
        sheet.formula(
            row, column, formula, max(0.0, length) if card.score is not None else 0.0, HELPER
        )


def _verdict(sheet: Sheet, row: int, card: Scorecard) -> None:
    if card.verdict == "no-floors":
        sheet.text(row, 5, verdict_words(card), TEXT)
        return
    tail = f", {BY_SUGGESTION}" if card.verdict_status == "provisional" else ""
    formula = (
        f"=IF(K{row}>0,{quoted(VERDICTS['breaches-floors'] + tail)},"
        f"IF(L{row}>0,{quoted(VERDICTS['undetermined'] + tail)},"
        f"{quoted(VERDICTS['meets-floors'] + tail)}))"
    )
    sheet.formula(row, 5, formula, verdict_words(card), WRAPPED)


def _top(sheet: Sheet, plan: Plan, row: int, column: int, id: str, card: Scorecard) -> None:
    formula = "=" + fetched(plan, "Scores", plan.columns[id], f"$A{row}")
    for group in card.groups:
        if group.id == id:
            sheet.formula(row, column, formula, group.score, figure(group.status))
            return
    criterion = card.criterion(id)
    shown: Figure = criterion.score
    if shown is None:
        applies = criterion.state != "not-applicable"
        unrated = "unrated" if criterion.state == "rated" else criterion.state
        shown = SHORT_STATES[unrated] if applies else NOT_APPLICABLE
    sheet.formula(row, column, formula, shown, figure(criterion.status))


def _title(sheet: Sheet, plan: Plan, last: int) -> None:
    """The finding, as a formula, so that it stays true when a weight changes."""
    many = len(plan.cards)
    noun = "proposal" if many == 1 else "proposals"
    if not plan.rubric.has_floors or not plan.cards:
        sheet.text(1, 1, f"{many:,} {noun} scored; the rubric has no floors", TITLE)
        return
    # A proposal meets every floor where none is breached and none undetermined.
    cells = f"K{FIRST}:K{last},0,L{FIRST}:L{last},0"
    meeting = sum(card.verdict == "meets-floors" for card in plan.cards)
    by_suggestion = any(
        card.verdict == "meets-floors" and card.verdict_status == "provisional"
        for card in plan.cards
    )
    tail = f" of {many:,} {noun} meet every floor"
    tail += ", some by suggestion only" if by_suggestion else ""
    sheet.formula(1, 1, f'=COUNTIFS({cells})&"{tail}"', f"{meeting}{tail}", TITLE)


def _dress(
    sheet: Sheet, plan: Plan, key: int, last: int, tops: int, labels: int, source: str
) -> None:
    raw = sheet.raw
    shown = get_column_letter(key - 1)
    titles = [card.proposal.title for card in plan.cards]
    ids = [card.proposal.id for card in plan.cards]
    sheet.widths(
        enumerate(
            (5, 6, fitting(titles, 24, 48), fitting(ids, 8, 24), 32, 11, 12, 8, 8, 10, 10, 14), 1
        )
    )
    provisional = any(card.status == "provisional" for card in plan.cards)
    sheet.widths((column, 16 if provisional else 13) for column in range(TOP, TOP + tops))
    sheet.widths((column, 14) for column in range(TOP + tops, TOP + tops + labels))
    for column in range(key, key + 3):
        raw.column_dimensions[get_column_letter(column)].hidden = True
    if tops:
        heat(raw, f"{get_column_letter(TOP)}{FIRST}:{get_column_letter(TOP + tops - 1)}{last}")
    heat(raw, f"F{FIRST}:F{last}")
    flag(raw, f"E{FIRST}:E{last}", f"$K{FIRST}>0", "801650")
    raw.freeze_panes = f"D{FIRST}"
    raw.auto_filter.ref = f"A{HEAD_ROW}:{shown}{last}"
    printed(sheet, f"{HEAD_ROW}:{HEAD_ROW}", "A:C", 1 if key <= 24 else 2, source)
    place_chart(sheet, plan, FIRST, last, key)
