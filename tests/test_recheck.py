"""A result whose figures were edited is refused; one that the engine wrote is not."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import solon
from solon.documents.model import Document
from solon.errors import ResultError
from solon.ratings.model import Rating, RatingRow
from solon.result import Result
from solon.rubric.model import Rubric


@pytest.fixture
def data(small: Rubric, policy: Document) -> dict[str, Any]:
    rows = [
        RatingRow(proposal="policy", criterion="equality", rating=Rating(rater="A", value=1)),
        RatingRow(
            proposal="policy",
            criterion="review",
            rating=Rating(rater="A", state="not-applicable", rationale="x"),
        ),
    ]
    result = solon.score(small, rows, [policy], date="2026-01-02")
    loaded: dict[str, Any] = json.loads(result.to_json())
    return loaded


Edit = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "edit",
    [
        lambda card: card.update(score=99.9),
        lambda card: card.update(rank=3),
        lambda card: card.update(verdict="breaches-floors"),
        lambda card: card.update(status="final"),
        lambda card: card.update(coverage=1.0),
        lambda card: card.update(floors=[]),
        lambda card: card["floors"][0].update(verdict="breached"),
        lambda card: card["groups"][0].update(score=1.0),
        lambda card: card["groups"].pop(),
        lambda card: card["criteria"].pop(),
        lambda card: card["criteria"][0].update(level=4),
        lambda card: card["criteria"][1]["ratings"][0].update(value=2),
        lambda card: card["criteria"][1]["ratings"][0].update(value=77),
        lambda card: card["criteria"][0]["evidence"][0].update(start=-5),
        lambda card: card["criteria"][0]["evidence"][0].update(quote="Other words."),
        lambda card: card["criteria"][0]["evidence"][0].update(indicator="none"),
        lambda card: card["criteria"][0]["ratings"][0].update(suggested=False),
    ],
)
def test_an_edited_figure_is_refused(edit: Edit, data: dict[str, Any]) -> None:
    assert Result.from_json(json.dumps(data)), "as written it opens"
    edit(data["scorecards"][0])
    with pytest.raises(ResultError):
        Result.from_json(json.dumps(data))


def test_a_scorecard_that_stands_twice_is_refused(data: dict[str, Any]) -> None:
    data["scorecards"] *= 2
    with pytest.raises(ResultError, match="stands twice"):
        Result.from_json(json.dumps(data))
