"""Rounding half up from the decimal text, as people and spreadsheets do."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from solon.rounding import half_up, shown


def test_half_goes_up_where_pythons_round_goes_down() -> None:
    assert half_up(2.675, 2) == "2.68"
    assert half_up(0.25) == "0.3"
    assert half_up(62.5, 0) == "63"
    assert half_up(1e-17) == "0.0"
    assert half_up(-0.01) == "0.0"


def test_no_figure_is_a_dash_and_never_a_zero() -> None:
    assert shown(None) == "–"
    assert shown(0.0) == "0.0"


@given(st.floats(0, 100), st.integers(0, 6))
def test_never_further_than_half_a_unit(value: float, decimals: int) -> None:
    difference = abs(Decimal(half_up(value, decimals)) - Decimal(repr(value)))
    assert difference <= Decimal(5).scaleb(-decimals - 1)
