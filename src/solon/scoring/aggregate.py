"""From criteria's figures to groups and totals: score, low, high, coverage, shares."""

from dataclasses import dataclass

import numpy as np

from solon.scoring.combine import combine
from solon.scoring.tree import Flags, Floats, Tree


@dataclass(frozen=True)
class Figures:
    """Figures of every node: (n, nodes) arrays, columns as in `Tree`, the root last.

    NaN stands for "no figure": a score where nothing is rated, everything where nothing applies.
    """

    score: Floats
    """Over what is rated, 0–100."""
    low: Floats
    """Everything unknown at the least that its scale allows."""
    high: Floats
    """Everything unknown at the greatest."""
    coverage: Floats
    """Rated weight / applicable weight, 0–1."""
    share: Floats
    """Weight in the whole, 0–1, after what does not apply gave its share to the rest."""


def aggregate(
    tree: Tree, score: Floats, low: Floats, high: Floats, covered: Floats, applies: Flags
) -> Figures:
    """Aggregate criteria's figures up the tree.

    score, low, high: (n, m), 0–100; score is NaN where unknown, low and high are then the ends of
    the scale. covered: (n, m), 0–1. applies: (n, m). Figures of criteria that do not apply are
    ignored. Cells are independent of each other's rows.
    """
    n, m = score.shape
    nodes = tree.root + 1
    scores, lows, highs, coverage = (np.full((nodes, n), np.nan) for _ in range(4))
    # The weight with which a node enters its parent: over what applies, and over what is rated.
    applicable, rated = np.zeros((nodes, n)), np.zeros((nodes, n))
    for i in range(m):
        scores[i] = np.where(applies[:, i], score[:, i], np.nan)
        lows[i] = np.where(applies[:, i], low[:, i], np.nan)
        highs[i] = np.where(applies[:, i], high[:, i], np.nan)
        coverage[i] = np.where(applies[:, i], covered[:, i], np.nan)
        applicable[i] = tree.weight[i] * applies[:, i]
        rated[i] = np.where(np.isnan(scores[i]), 0.0, tree.weight[i])
    for node in tree.inner_nodes_upwards():
        children = tree.children[node]
        how = tree.combine[node]
        by_applicable = [applicable[child] for child in children]
        scores[node] = combine(how, [scores[c] for c in children], [rated[c] for c in children])
        lows[node] = combine(how, [lows[c] for c in children], by_applicable)
        highs[node] = combine(how, [highs[c] for c in children], by_applicable)
        coverage[node] = combine(
            "arithmetic", [coverage[child] for child in children], by_applicable
        )
        if tree.flat:
            for child in children:
                applicable[node] = applicable[node] + applicable[child]
                rated[node] = rated[node] + rated[child]
        else:
            weight = tree.weight[node]
            applicable[node] = np.where(np.isnan(lows[node]), 0.0, weight)
            rated[node] = np.where(np.isnan(scores[node]), 0.0, weight)
    share = _shares(tree, applicable)
    return Figures(scores.T, lows.T, highs.T, coverage.T, share.T)


def _shares(tree: Tree, applicable: Floats) -> Floats:
    """Each node's weight in the whole: its parent's, shared out among those that apply."""
    share = np.zeros_like(applicable)
    share[tree.root] = applicable[tree.root] > 0
    for node in reversed(tree.inner_nodes_upwards()):
        total = np.zeros(applicable.shape[1])
        for child in tree.children[node]:
            total = total + applicable[child]
        for child in tree.children[node]:
            fraction = np.divide(
                applicable[child], total, out=np.zeros_like(total), where=total > 0
            )
            share[child] = share[node] * fraction
    return share
