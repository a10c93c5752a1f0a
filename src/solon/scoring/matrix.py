"""Whole tables of criterion scores at once, without proposals, ratings or documents."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solon.rubric.model import Rubric
from solon.scoring.aggregate import aggregate
from solon.scoring.floors import floor_verdicts
from solon.scoring.ranks import ranks
from solon.scoring.tree import Floats, compile_tree


@dataclass(frozen=True)
class ScoreMatrix:
    """Figures of n proposals; NaN where there is none."""

    score: Floats
    """(n,) 0–100, over what is rated."""
    low: Floats
    """(n,)"""
    high: Floats
    """(n,)"""
    coverage: Floats
    """(n,) 0–1."""
    verdict: NDArray[np.str_]
    """(n,) `meets-floors`, `breaches-floors`, `undetermined` or `no-floors`."""
    rank: Floats
    """(n,) 1 is best."""
    groups: Floats
    """(n, g) scores of the groups, in the order of `rubric.walk_groups()`."""


def score_matrix(
    rubric: Rubric, values: ArrayLike, applies: ArrayLike | None = None
) -> ScoreMatrix:
    """Score n proposals from their criterion scores.

    values: (n, m) criterion scores 0–100, columns in the order of `rubric.walk_criteria()`, NaN
    where unrated. applies: (n, m) true where the criterion applies; None for everywhere.
    Raises ValueError on another shape or on a value off the scale.
    """
    tree = compile_tree(rubric)
    table = np.asarray(values, dtype=np.float64)
    m = len(tree.criteria)
    if table.ndim != 2 or table.shape[1] != m:
        raise ValueError(f"values must be (n, {m}), one column a criterion; got {table.shape}")
    with np.errstate(invalid="ignore"):
        off = np.argwhere((table < 0) | (table > 100))
    if len(off):
        row, column = off[0]
        raise ValueError(
            f"values[{row}, {column}] = {table[row, column]} is off the scale 0–100 "
            f"(criterion {tree.criteria[column]!r}; {len(off)} such values in all)"
        )
    if applies is None:
        applicable = np.ones(table.shape, dtype=bool)
    else:
        applicable = np.asarray(applies, dtype=bool)
        if applicable.shape != table.shape:
            raise ValueError(f"applies must be {table.shape}; got {applicable.shape}")
    unknown = np.isnan(table)
    figures = aggregate(
        tree,
        table,
        np.where(unknown, tree.least, table),
        np.where(unknown, tree.most, table),
        np.where(unknown, 0.0, 1.0),
        applicable,
    )
    verdict = np.full(len(table), "meets-floors" if tree.floors else "no-floors", dtype="<U16")
    by_floor = [
        floor_verdicts(
            figures.low[:, f.node], figures.high[:, f.node], f.at_least, f.not_applicable
        )
        for f in tree.floors
    ]
    for verdicts in by_floor:
        verdict[verdicts == "undetermined"] = "undetermined"
    for verdicts in by_floor:
        verdict[verdicts == "breached"] = "breaches-floors"
    total = figures.score[:, tree.root]
    nothing_applies = np.isnan(figures.low[:, tree.root])
    return ScoreMatrix(
        score=total,
        low=np.where(nothing_applies, 0.0, figures.low[:, tree.root]),
        high=np.where(nothing_applies, 100.0, figures.high[:, tree.root]),
        coverage=np.where(nothing_applies, 0.0, figures.coverage[:, tree.root]),
        verdict=verdict,
        rank=ranks(total, verdict != "breaches-floors"),
        groups=figures.score[:, m : tree.root],
    )
