"""Where things stand in a scoring workbook; writer and reader share it."""

from dataclasses import dataclass
from typing import Final

FORMAT: Final = "solon workbook/1"
"""Stands in a hidden cell and in the custom property `solon.workbook`."""
RATINGS: Final = "Ratings"
HIDDEN: Final = "Solon"
"""The hidden sheet: what the workbook is, and the lists behind the dropdowns."""
MARKS: Final = ("format", "rubric", "digest", "rater")
"""What column B of the hidden sheet says, from the first row down; column A names it."""
KEY_ROW: Final = 3
"""The hidden row that names each column for the reader, so that columns may be moved."""
HEAD_ROW: Final = 4
FIRST: Final = 5
KEY: Final = "solon:"
"""Begins each name in the hidden row."""


@dataclass(frozen=True)
class Column:
    """One column of the sheet Ratings."""

    key: str
    """What it means to the reader; empty where it is for people alone."""
    head: str
    width: float
    hidden: bool = False


COLUMNS: Final = (
    Column("", "No.", 5),
    Column("", "Proposal", 22),
    Column("", "Criterion", 22),
    Column("", "Question", 36),
    Column("", "Scale", 44),
    Column("", "Suggestion", 20),
    Column("", "Evidence", 54),
    Column("state", "State", 15),
    Column("value", "Answer", 16),
    Column("low", "Low (if unsure)", 14),
    Column("high", "High (if unsure)", 14),
    Column("rationale", "Rationale", 36),
    Column("quote", "Quote", 36),
    Column("place", "Place", 18),
    Column("", "Check", 26),
    Column("proposal", "Proposal id", 14, hidden=True),
    Column("criterion", "Criterion id", 14, hidden=True),
    Column("item", "Item id", 14, hidden=True),
)
INPUTS: Final = ("state", "value", "low", "high", "rationale", "quote", "place")
STATES: Final = ("rated", "not-applicable", "no-evidence")
"""What a rater can say; `unrated` is an empty row, `error` is for machines."""
ANSWERS: Final = ("yes", "partial", "no", "na")


def column_of(key: str) -> int:
    """Number of the column that the writer gives to a key."""
    return 1 + next(place for place, column in enumerate(COLUMNS) if column.key == key)


def head_of(head: str) -> int:
    """Number of the column with this head."""
    return 1 + next(place for place, column in enumerate(COLUMNS) if column.head == head)
