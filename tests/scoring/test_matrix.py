"""Trees of criteria: figures by hand, an independent recomputation, and the contract's laws."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solon.rubric.model import Criterion, Group, Rubric
from solon.scoring.matrix import score_matrix

LEVELS = tuple({"level": i, "label": f"L{i}", "meaning": f"m{i}"} for i in range(5))
NAN = math.nan


def rubric(groups: list[dict[str, Any]], **more: Any) -> Rubric:
    return Rubric.model_validate(
        {"solon": "rubric/1", "id": "r", "version": "1.0.0", "title": "r", "groups": groups, **more}
    )


def leaf(name: str, weight: float = 1, **more: Any) -> dict[str, Any]:
    return {"id": name, "question": "?", "weight": weight, "levels": LEVELS, **more}


TWO = [
    {"id": "g", "title": "G", "weight": 3, "criteria": [leaf("a", 1), leaf("b", 3)]},
    {"id": "h", "title": "H", "weight": 1, "criteria": [leaf("c", 2)]},
]
FLAT = [{key: value for key, value in group.items() if key != "weight"} for group in TWO]


def test_nested_by_hand() -> None:
    m = score_matrix(rubric(TWO), [[0, 100, 50]])
    assert m.groups.tolist() == [[75.0, 50.0]]
    assert m.score.tolist() == [0.75 * 75 + 0.25 * 50]
    assert m.coverage.tolist() == [1.0]
    assert m.low.tolist() == m.high.tolist() == m.score.tolist()


def test_flat_by_hand() -> None:
    m = score_matrix(rubric(FLAT, weights="flat"), [[0, 100, 50]])
    assert m.score.tolist() == [(1 * 0 + 3 * 100 + 2 * 50) / 6]


def test_unknown_is_never_zero() -> None:
    m = score_matrix(rubric(TWO), [[NAN, 100, 50]])
    assert m.score.tolist() == [0.75 * 100 + 0.25 * 50]
    assert m.low.tolist() == [0.75 * 75 + 0.25 * 50]
    assert m.high.tolist() == [0.75 * 100 + 0.25 * 50]
    assert m.coverage.tolist() == [1 - 0.75 * 0.25]


def test_nothing_rated_has_no_score_and_the_widest_bounds() -> None:
    m = score_matrix(rubric(TWO), [[NAN, NAN, NAN]])
    assert math.isnan(m.score[0])
    assert (m.low[0], m.high[0], m.coverage[0]) == (0.0, 100.0, 0.0)
    assert math.isnan(m.rank[0])


def test_what_does_not_apply_gives_its_share_to_its_group_when_nested() -> None:
    m = score_matrix(rubric(TWO), [[0, 100, 50]], [[True, False, True]])
    assert m.score.tolist() == [0.75 * 0 + 0.25 * 50]
    assert m.coverage.tolist() == [1.0]


def test_what_does_not_apply_gives_its_share_to_the_rubric_when_flat() -> None:
    m = score_matrix(rubric(FLAT, weights="flat"), [[0, 100, 50]], [[True, False, True]])
    assert m.score[0] == pytest.approx((1 * 0 + 2 * 50) / 3)


def test_a_group_in_which_nothing_applies_leaves_the_whole() -> None:
    m = score_matrix(rubric(TWO), [[0, 100, 50]], [[False, False, True]])
    assert m.score.tolist() == [50.0]
    assert math.isnan(m.groups[0, 0])


def test_no_score_elsewhere_rescues_a_breached_floor() -> None:
    groups = [
        {"id": "g", "title": "G", "weight": 1,
         "criteria": [leaf("a", 1, floor={"level": 2, "because": "a right"})]},
        {"id": "h", "title": "H", "weight": 1000, "criteria": [leaf("b")]},
    ]  # fmt: skip
    m = score_matrix(rubric(groups), [[25, 100], [50, 0], [NAN, 100]])
    assert m.verdict.tolist() == ["breaches-floors", "meets-floors", "undetermined"]
    assert m.score[0] > 99
    assert math.isnan(m.rank[0])
    assert m.rank[1:].tolist() == [2, 1]


def test_a_floor_on_a_group_compares_the_groups_bounds() -> None:
    groups = [{**TWO[0], "floor": {"score": 60, "because": "x"}}, TWO[1]]
    m = score_matrix(rubric(groups), [[0, 100, 0], [100, 25, 100], [0, NAN, 0]])
    assert m.verdict.tolist() == ["meets-floors", "breaches-floors", "undetermined"]


def test_wrong_shapes_and_values_off_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="one column a criterion"):
        score_matrix(rubric(TWO), [[1.0, 2.0]])
    with pytest.raises(ValueError, match="off the scale"):
        score_matrix(rubric(TWO), [[0, 100, 100.1]])
    with pytest.raises(ValueError, match="applies must be"):
        score_matrix(rubric(TWO), [[0, 100, 50]], [[True]])


# ---- random trees, held against a plain recursive reading of the contract


def trees(flat: bool) -> st.SearchStrategy[Rubric]:
    weight = st.floats(0.1, 9)
    ways = st.sampled_from(["arithmetic", "geometric", "harmonic", "weakest"])

    @st.composite
    def build(draw: st.DrawFn) -> Rubric:
        count = iter(range(1000))

        def group(depth: int) -> dict[str, Any]:
            node: dict[str, Any] = {
                "id": f"g{next(count)}",
                "title": "G",
                "combine": draw(ways),
                "criteria": [
                    leaf(f"c{next(count)}", draw(weight)) for _ in range(draw(st.integers(1, 3)))
                ],
            }
            if not flat:
                node["weight"] = draw(weight)
            if depth:
                node["groups"] = [group(depth - 1) for _ in range(draw(st.integers(0, 2)))]
            return node

        groups = [group(2) for _ in range(draw(st.integers(1, 3)))]
        return rubric(groups, weights="flat" if flat else "nested", combine=draw(ways))

    return build()


def plainly(node: Rubric | Group, flat: bool, known: dict[str, float | None], which: str) -> Any:
    """(figure, weight with which it enters its parent) by direct recursion; None: leaves."""
    parts = []
    for child in (*node.criteria, *node.groups):
        if isinstance(child, Criterion):
            value, weight = known.get(child.id, "n/a"), child.weight
            if value is None:
                value = {"score": "leaves", "low": 0.0, "high": 100.0}[which]
            if not isinstance(value, str):
                parts.append((value, weight))
        else:
            value, total = plainly(child, flat, known, which)
            if value is not None:
                parts.append((value, total if flat else child.weight))
    if not parts:
        return None, 0
    total = sum(weight for _, weight in parts)
    if node.combine == "weakest":
        return min(value for value, _ in parts), total
    if node.combine == "arithmetic":
        return sum(value * weight for value, weight in parts) / total, total
    if any(value == 0 for value, _ in parts):
        return 0.0, total
    if node.combine == "geometric":
        return math.exp(sum(weight * math.log(value) for value, weight in parts) / total), total
    return total / sum(weight / value for value, weight in parts), total


@settings(max_examples=60, deadline=None)
@given(st.booleans(), st.data())
def test_any_tree_gives_what_the_contract_says(flat: bool, data: st.DataObject) -> None:
    tree = data.draw(trees(flat))
    ids = [criterion.id for criterion in tree.walk_criteria()]
    cell = st.one_of(st.none(), st.just("n/a"), st.floats(0, 100))
    cells = data.draw(st.lists(cell, min_size=len(ids), max_size=len(ids)))
    values = [[cell if isinstance(cell, float) else NAN for cell in cells]]
    m = score_matrix(tree, values, [[cell != "n/a" for cell in cells]])
    known = {id: cell for id, cell in zip(ids, cells, strict=True) if cell != "n/a"}
    for which, figure in (("score", m.score[0]), ("low", m.low[0]), ("high", m.high[0])):
        expected, _ = plainly(tree, flat, known, which)
        if expected is None:
            expected = {"score": NAN, "low": 0.0, "high": 100.0}[which]
        assert figure == pytest.approx(expected, abs=1e-9, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(st.booleans(), st.data())
def test_laws_of_knowing_more(flat: bool, data: st.DataObject) -> None:
    tree = data.draw(trees(flat))
    m = len(list(tree.walk_criteria()))
    cell = st.one_of(st.just(NAN), st.floats(0, 100))
    known = np.array(data.draw(st.lists(cell, min_size=m, max_size=m)))
    place = data.draw(st.integers(0, m - 1))
    lost, raised = known.copy(), known.copy()
    lost[place] = NAN
    raised[place] = 100.0
    figures = score_matrix(tree, np.array([known, lost, raised]))
    low, high, coverage = figures.low, figures.high, figures.coverage
    assert low[1] <= low[0] + 1e-9 <= low[2] + 2e-9, "losing a rating never raises low"
    assert high[1] >= high[0] - 1e-9, "losing a rating never lowers high"
    assert coverage[1] <= coverage[0] + 1e-12
    if not np.isnan(known[place]):
        assert figures.score[2] >= figures.score[0] - 1e-9, "raising never lowers a score"
    # Flat, a group weighs as much as what is rated in it, but in the bounds as much as what
    # applies: unless all are means, its score may then lie outside them (docs/figures.md).
    plain = all(node.combine == "arithmetic" for node in (tree, *tree.walk_groups()))
    if not np.isnan(figures.score[0]) and (plain or not flat):
        assert low[0] - 1e-9 <= figures.score[0] <= high[0] + 1e-9


def test_where_flat_weights_and_other_means_mix_the_score_may_leave_its_bounds() -> None:
    inner = {"id": "h", "title": "H", "combine": "geometric",
             "criteria": [leaf("a"), leaf("b", 25)]}  # fmt: skip
    groups = [{"id": "g", "title": "G", "criteria": [leaf("c")], "groups": [inner]}]
    m = score_matrix(rubric(groups, weights="flat"), [[23, 0, NAN]])
    assert m.score.tolist() == [11.5], "a and c are rated, and weigh alike"
    assert m.high.tolist() == [23 / 27], "a zero cannot be made good, and its group weighs 26 of 27"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_proposals_figures_do_not_hang_on_who_else_is_scored(data: st.DataObject) -> None:
    tree = data.draw(trees(False))
    m = len(list(tree.walk_criteria()))
    row = st.lists(st.one_of(st.just(NAN), st.floats(0, 100)), min_size=m, max_size=m)
    table = np.array(data.draw(st.lists(row, min_size=2, max_size=9)))
    together, alone = score_matrix(tree, table), score_matrix(tree, table[:1])
    for figure in ("score", "low", "high", "coverage"):
        a, b = getattr(together, figure)[0], getattr(alone, figure)[0]
        assert a == b or (math.isnan(a) and math.isnan(b))
