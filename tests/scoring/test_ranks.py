"""Ranks: ties share, a breach has none, a hair's breadth is no difference."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solon.scoring.ranks import ranks


def test_ties_share_and_the_next_rank_is_skipped() -> None:
    given_scores = np.array([50.0, 70.0, 70.0, 10.0])
    assert ranks(given_scores, np.ones(4, dtype=bool)).tolist() == [3, 1, 1, 4]


def test_sums_in_another_order_tie() -> None:
    # scikit-criteria and pymcdm rank these apart.
    assert ranks(np.array([0.1 + 0.2, 0.3]), np.ones(2, dtype=bool)).tolist() == [1, 1]


def test_the_ineligible_and_the_unknown_have_none_and_take_no_place() -> None:
    scores = np.array([99.0, np.nan, 10.0])
    result = ranks(scores, np.array([False, True, True]))
    assert np.isnan(result[:2]).all()
    assert result[2] == 1


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_a_rank_is_one_more_than_the_number_that_are_better(scores: list[float]) -> None:
    rounded = [round(score, 9) for score in scores]
    result = ranks(np.array(scores), np.ones(len(scores), dtype=bool))
    assert result.tolist() == [1 + sum(other > mine for other in rounded) for mine in rounded]
