"""How much of each proposal the page holds, so that a large result still opens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """What the page shows of each criterion of each proposal."""

    criteria: bool
    """Whether criteria are shown at all; floors and groups always are."""
    quotes: int
    """Quotes shown for each indicator of a criterion."""
    quotes_in_all: int
    """Quotes shown for each criterion."""
    quote_length: int
    """Longer quotes are cut to about so many characters around the matched words; 0: never."""
    steps: bool
    """Whether the meaning of the level reached, and of the next up and down, is repeated."""
    whole: bool
    """Whether what stands elsewhere in the page is repeated where it helps."""
    note: str
    """What the reader is told is left out, and where it is; empty where nothing is."""


FULL = Detail(True, 3, 12, 1500, True, True, "")
SHORT = Detail(
    True,
    1,
    3,
    320,
    True,
    False,
    "This page holds many proposals, so it shows at most three quotes a criterion, long ones cut. "
    "A report of fewer proposals shows more; the result file (JSON) holds all of them.",
)
LINES = Detail(
    True,
    0,
    0,
    0,
    False,
    False,
    "This page holds very many figures, so it leaves out quotes, ratings and the meanings of "
    "levels. A report of fewer proposals shows them; the result file (JSON) holds all of them.",
)
OWN_PARTS = 1_000
"""Up to so many proposals, the best first, have a part of their own below the table."""

GROUPS = Detail(
    False,
    0,
    0,
    0,
    False,
    False,
    "This page would be too large to open with every criterion of every proposal, so it stops at "
    f"floors and groups, for the {OWN_PARTS:,} proposals that stand first in the table at most. A "
    "report of fewer proposals shows criteria; the result file (JSON) and the tables (CSV, XLSX) "
    "hold all of them.",
)

# Blocks are proposals times criteria. Measured in Chromium on two cores: 6,390 blocks in short
# form load in a few seconds; 150,000 table cells take more than six.
_FULL_BLOCKS = 1_000
_SHORT_BLOCKS = 9_000
_LINE_BLOCKS = 40_000

OPEN_PROPOSALS = 4
"""Up to so many proposals stand open; beyond, each is folded to one line."""
FIRST_CARDS = 12
"""Up to so many proposals each get a card on the first screen; of more, the best ten."""


def detail_for(proposals: int, criteria: int) -> Detail:
    """How much to show of a result of this size."""
    blocks = proposals * criteria
    if blocks <= _FULL_BLOCKS:
        return FULL
    if blocks <= _SHORT_BLOCKS:
        return SHORT
    return LINES if blocks <= _LINE_BLOCKS else GROUPS


def cards_shown(proposals: int) -> int:
    """How many proposals get a card on the first screen."""
    return proposals if proposals <= FIRST_CARDS else 10
