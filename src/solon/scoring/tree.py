"""The rubric as arrays: what the kernel needs, and nothing else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solon.rubric.model import Combine, Criterion, Floor, Group, NotApplicable, Rubric

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class TreeFloor:
    """A floor at one node of the tree."""

    node: int
    at_least: float
    """Score, 0–100."""
    not_applicable: NotApplicable
    floor: Floor
    """As the rubric states it."""


@dataclass(frozen=True)
class Tree:
    """Nodes by number: criteria first (0…m−1), then groups, parents before children, root last."""

    criteria: tuple[str, ...]
    groups: tuple[str, ...]
    """Without the root."""
    children: tuple[tuple[int, ...], ...]
    """By node; empty for criteria."""
    combine: tuple[Combine, ...]
    """By node; unused for criteria."""
    weight: tuple[float, ...]
    """By node, against its siblings; unused for groups where `flat`, and for the root."""
    flat: bool
    least: Floats
    """(m,) the least that each criterion's scale allows, 0–100."""
    most: Floats
    """(m,) the greatest."""
    floors: tuple[TreeFloor, ...]

    @property
    def root(self) -> int:
        """Number of the root: the last node."""
        return len(self.children) - 1

    def inner_nodes_upwards(self) -> tuple[int, ...]:
        """Groups and root, every child before its parent."""
        m, root = len(self.criteria), self.root
        return (*range(root - 1, m - 1, -1), root)


def compile_tree(rubric: Rubric) -> Tree:
    """Turn a rubric into its arrays."""
    criteria = list(rubric.walk_criteria())
    groups = list(rubric.walk_groups())
    nodes: list[Criterion | Group] = [*criteria, *groups]
    node = {c.id: i for i, c in enumerate(criteria)}
    node |= {g.id: len(criteria) + i for i, g in enumerate(groups)}

    def below(parent: Group | Rubric) -> tuple[int, ...]:
        children: list[Criterion | Group] = [*parent.criteria, *parent.groups]
        return tuple(node[child.id] for child in children)

    leaves: tuple[tuple[int, ...], ...] = ((),) * len(criteria)
    no_combine: list[Combine] = ["arithmetic"] * len(criteria)
    of_groups: list[Combine] = [g.combine for g in groups]
    scales = [scale_ends(criterion) for criterion in criteria]
    return Tree(
        criteria=tuple(c.id for c in criteria),
        groups=tuple(g.id for g in groups),
        children=(*leaves, *(below(g) for g in groups), below(rubric)),
        combine=(*no_combine, *of_groups, rubric.combine),
        weight=(*(c.weight for c in criteria), *(g.weight or 1.0 for g in groups), 1.0),
        flat=rubric.weights == "flat",
        least=np.array([least for least, _ in scales], dtype=np.float64),
        most=np.array([most for _, most in scales], dtype=np.float64),
        floors=tuple(
            TreeFloor(node[n.id], floor_score(n), n.floor.not_applicable, n.floor)
            for n in nodes
            if n.floor
        ),
    )


def scale_ends(criterion: Criterion) -> tuple[float, float]:
    """The least and the greatest score that the criterion's scale allows."""
    if criterion.levels:
        scores = criterion.level_scores().values()
        return min(scores), max(scores)
    if criterion.measure:
        worth = [score for _, score in criterion.measure.points]
        return min(worth), max(worth)
    return 0.0, 100.0


def floor_score(node: Criterion | Group) -> float:
    """What the node's floor asks for as a score, 0–100."""
    floor = node.floor
    if floor is None:
        raise ValueError(f"{node.id} has no floor")
    if floor.score is not None:
        return floor.score
    if isinstance(node, Criterion) and floor.level is not None:
        return node.level_scores()[floor.level]
    raise ValueError(f"the floor of {node.id} names neither level nor score")
