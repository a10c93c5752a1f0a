"""The result: the same bytes every time, opened again whole, and not open to tampering."""

import json

import pytest

import solon
from solon.documents.model import Document
from solon.errors import ResultError
from solon.result import Result
from solon.rubric.model import Rubric


@pytest.fixture
def result(small: Rubric, policy: Document) -> Result:
    return solon.score(small, documents=[policy], date="2026-01-02")


def test_it_opens_again_as_it_was(result: Result) -> None:
    text = result.to_json()
    again = Result.from_json(text)
    assert again == result
    assert again.to_json() == text


def test_it_holds_what_the_contract_names(result: Result) -> None:
    data = json.loads(result.to_json())
    assert data["schema"] == "solon/result/1"
    assert data["assessed"] == "2026-01-02"
    assert set(data["rubric"]) >= {"id", "version", "title", "digest", "groups"}
    (card,) = data["scorecards"]
    assert set(card) >= {"proposal", "score", "low", "high", "coverage", "status", "verdict",
                         "rank", "floors", "groups", "criteria"}  # fmt: skip
    assert set(card["floors"][0]) >= {"criterion", "verdict", "status", "at_least", "because"}
    assert set(card["groups"][0]) >= {"id", "score", "low", "high", "coverage", "weight"}
    quote = card["criteria"][0]["evidence"][0]
    assert set(quote) >= {"quote", "start", "end", "place", "indicator", "stance"}
    rating = card["criteria"][0]["ratings"][0]
    assert rating["suggested"] is True


def test_a_rubric_changed_after_scoring_is_refused(result: Result) -> None:
    data = json.loads(result.to_json())
    data["rubric"]["groups"][0]["weight"] = 1
    with pytest.raises(ResultError, match="changed after scoring"):
        Result.from_json(json.dumps(data))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[]", "not a result"),
        ('{"schema": "solon/result/99"}', "'solon/result/99'"),
        ('{"schema": "solon/result/1", "solon": "1"}', "rubric"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_result_is_told(text: str, message: str) -> None:
    with pytest.raises(ResultError, match=message):
        Result.from_json(text)


def test_scorecards_are_shown_by_rank_then_title(small: Rubric) -> None:
    from solon.ratings.model import Rating, RatingRow

    rows = [
        RatingRow(proposal=name, criterion="hearing", rating=Rating(rater="A", value=value))
        for name, value in (("b", 3), ("a", 0), ("c", 4), ("d", 3))
    ]
    ranked = solon.score(small, ratings=rows).ranked()
    assert [card.proposal.id for card in ranked] == ["c", "b", "d", "a"]
    assert [card.rank for card in ranked] == [1, 2, 2, None]
