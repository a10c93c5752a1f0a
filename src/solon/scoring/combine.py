"""Four ways in which the scores of a group's children make its own."""

from collections.abc import Sequence

import numpy as np

from solon.rubric.model import Combine
from solon.scoring.tree import Floats


def combine(how: Combine, scores: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
    """Combine children's scores, each proposal by itself.

    scores: one (n,) array a child, 0–100; ignored where the child's weight is 0, and may be NaN
    there. weights: one (n,) array a child, ≥ 0; 0 where the child leaves the group.
    Returns (n,), 0–100, NaN where every weight is 0.

    Children are added in their order in the file, one after the other, so that JavaScript and
    a spreadsheet get the same figure, and a proposal's score does not hang on who else is scored.

    Sources: arithmetic and geometric means, OECD/JRC, Handbook on Constructing Composite
    Indicators (2008), §6.2 and §6.3; weighted harmonic mean, Bullen, Handbook of Means and Their
    Inequalities (2003), II.1; weakest: the minimum, weights aside.
    """
    total = np.zeros(len(scores[0]))
    for weight in weights:
        total = total + weight
    if how == "weakest":
        result = np.full(len(total), np.inf)
        for score, weight in zip(scores, weights, strict=True):
            result = np.where(weight > 0, np.minimum(result, score), result)
        return np.where(total > 0, result, np.nan)
    mean = np.zeros(len(total))
    zero = np.zeros(len(total), dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for score, weight in zip(scores, weights, strict=True):
            counts = weight > 0
            zero |= counts & (score == 0)
            mean = mean + np.where(counts, weight * _inwards(how, score), 0.0)
        mean = _outwards(how, mean / total)
    if how != "arithmetic":
        mean = np.where(zero, 0.0, mean)
    # A mean of equal scores may miss them by 1e-14, and must not leave the scale.
    return np.where(total > 0, np.clip(mean, 0.0, 100.0), np.nan)


def _inwards(how: Combine, score: Floats) -> Floats:
    if how == "geometric":
        return np.asarray(np.log(score))
    if how == "harmonic":
        return 1.0 / score
    return score


def _outwards(how: Combine, mean: Floats) -> Floats:
    if how == "geometric":
        return np.asarray(np.exp(mean))
    if how == "harmonic":
        return 1.0 / mean
    return mean
