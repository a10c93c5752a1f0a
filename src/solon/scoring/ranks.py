"""Ranks: 1 is best, ties share, a breached floor has none."""

import numpy as np

from solon.rounding import RANK_DECIMALS
from solon.scoring.tree import Flags, Floats


def ranks(scores: Floats, eligible: Flags) -> Floats:
    """Standard competition ranks (1, 2, 2, 4) of (n,) scores, NaN where there is none.

    Only those that are eligible and have a score are ranked. Scores are rounded to 9 decimals
    first: sums in another order differ by 6e-15, and 0.1 + 0.2 must tie with 0.3.
    """
    rounded = np.round(scores, RANK_DECIMALS)
    counts = eligible & ~np.isnan(rounded)
    ordered = np.sort(rounded[counts])
    better = len(ordered) - np.searchsorted(ordered, rounded, side="right")
    return np.where(counts, 1.0 + better, np.nan)
