"""What each criterion and group weighs in the whole."""

import numpy as np

from solon.rubric.model import Rubric
from solon.scoring.aggregate import aggregate
from solon.scoring.tree import compile_tree


def shares(rubric: Rubric) -> dict[str, float]:
    """Weight of each criterion and group in the whole, 0–1, where everything applies."""
    tree = compile_tree(rubric)
    known = np.zeros((1, len(tree.criteria)))
    figures = aggregate(tree, known, known, known, known, np.ones(known.shape, dtype=bool))
    return dict(zip((*tree.criteria, *tree.groups), figures.share[0].tolist(), strict=False))
