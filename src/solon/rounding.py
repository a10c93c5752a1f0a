"""Rounding that every report shares, so that no two show a different figure."""

from decimal import ROUND_HALF_UP, Decimal

RANK_DECIMALS = 9
"""Scores are compared after rounding to this many decimals: spreadsheets differ by 6e-15."""


def half_up(value: float, decimals: int = 1) -> str:
    """The decimal text of `value`, rounded half up as a person and a spreadsheet do it.

    Python's `round` works on the binary value (2.675 gives 2.67); this works on the shortest
    decimal text that names the float. Never gives `-0.0`.
    """
    quantum = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(float(value))).quantize(quantum, ROUND_HALF_UP)
    return str(rounded if rounded else abs(rounded))


def shown(value: float | None, decimals: int = 1, missing: str = "–") -> str:
    """`half_up`, or a dash where there is no figure."""
    return missing if value is None else half_up(value, decimals)


def percent(share: float | None) -> str:
    """A share of 0–1 as `83.3%`, rounded half up from its decimal text; a dash for none.

    Not `half_up(100 * share)`: the product of floats is off by a last digit here and there.
    """
    if share is None:
        return "–"
    return f"{Decimal(half_up(share, 3)).scaleb(2):.1f}%"
