"""scores.csv: one row a proposal, full figures, cells that no spreadsheet runs."""

import csv
import sys
from io import StringIO
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from example_result import example_result

from solon.report.csv import render_csv
from solon.result import Result

RESULT = example_result()


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def test_one_row_a_proposal_in_the_order_of_the_reports() -> None:
    rows = _rows(render_csv(RESULT))
    assert [row["id"] for row in rows] == [card.proposal.id for card in RESULT.ranked()]
    assert "\r" not in render_csv(RESULT)


def test_figures_are_whole_and_missing_ones_empty() -> None:
    for row, card in zip(_rows(render_csv(RESULT)), RESULT.ranked(), strict=True):
        assert row["score"] == ("" if card.score is None else repr(card.score))
        assert float(row["low"]) == card.low
        assert row["rank"] == ("" if card.rank is None else str(card.rank))
        for group in card.groups:
            shown = row[f"group:{group.id}"]
            assert (float(shown) if shown else None) == group.score
        for criterion in card.criteria:
            shown = row[f"criterion:{criterion.id}"]
            assert (float(shown) if shown else None) == criterion.score


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\n=", "＝"])
def test_text_that_a_spreadsheet_would_run_is_quoted(start: str) -> None:
    title = f"{start}1+1"
    assert f"'{title}" in _with_title(title)["title"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_title_comes_back_and_never_runs(title: str) -> None:
    shown = _with_title(title)["title"]
    lines = title.replace("\r\n", "\n").replace("\r", "\n")
    turning = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    clean = "".join(
        c for c in lines if c in "\n\t" or (category(c) != "Cc" and ord(c) not in turning)
    )
    assert shown in (clean, "'" + clean)
    assert shown.lstrip(" \t\n")[:1] not in ("=", "+", "-", "@")


def _with_title(title: str) -> dict[str, str]:
    card = RESULT.scorecards[0]
    proposal = card.proposal.model_copy(update={"title": title})
    cards = (card.model_copy(update={"proposal": proposal}),)
    result: Result = RESULT.model_copy(update={"scorecards": cards})
    (row,) = _rows(render_csv(result))
    return row
