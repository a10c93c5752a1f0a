"""The whole way: documents and ratings in, scorecards out, with all that was said kept."""

import pytest

import solon
from solon.documents import read_text
from solon.documents.model import Document
from solon.errors import RatingsError
from solon.proposals import ProposalRow
from solon.ratings.model import Rating, RatingRow
from solon.result import Unread
from solon.rubric.model import Rubric


def row(proposal: str, criterion: str, value: float | None = None, **more: object) -> RatingRow:
    rating = Rating.model_validate({"rater": "A", "value": value, **more})
    return RatingRow(proposal=proposal, criterion=criterion, rating=rating, where="r.csv:2")


def test_suggestions_make_the_scorecard_provisional(small: Rubric, policy: Document) -> None:
    (card,) = solon.score(small, documents=[policy]).scorecards
    assert (card.status, card.verdict, card.verdict_status) == (
        "provisional", "meets-floors", "provisional",
    )  # fmt: skip
    assert card.criterion("hearing").level == 3
    assert card.group("rights").status == "provisional"
    assert card.group("practice").status == "final"
    assert card.score == 75.0
    assert card.coverage == pytest.approx(0.6 * 0.25)


def test_without_suggestions_nothing_is_known(small: Rubric, policy: Document) -> None:
    (card,) = solon.score(small, documents=[policy], suggest=False).scorecards
    assert (card.score, card.low, card.high, card.coverage) == (None, 0.0, 100.0, 0.0)
    assert (card.status, card.verdict, card.rank) == ("final", "undetermined", None)
    assert card.criterion("hearing").evidence, "evidence is shown all the same"


def test_a_persons_rating_takes_the_suggestions_place_and_both_are_kept(
    small: Rubric, policy: Document
) -> None:
    rating = row("policy", "hearing", 1, quote="has the right to be heard")
    (card,) = solon.score(small, [rating], [policy]).scorecards
    assert (card.status, card.verdict, card.rank) == ("final", "breaches-floors", None)
    mine, suggested = card.criterion("hearing").ratings
    assert (mine.rater, mine.value, mine.quote_found) == ("A", 1, True)
    assert (suggested.rater, suggested.value, suggested.suggested) == ("solon", 3, True)


def test_ratings_alone_name_the_proposals(small: Rubric) -> None:
    result = solon.score(small, [row("x", "hearing", 4), row("y", "equality", 1)])
    assert [card.proposal.id for card in result.scorecards] == ["x", "y"]


def test_a_rating_of_an_unknown_proposal_is_told(small: Rubric, policy: Document) -> None:
    with pytest.raises(RatingsError, match="'polcy' is no proposal of this run; known are policy"):
        solon.score(small, [row("polcy", "hearing", 1)], [policy])


def test_ratings_of_a_file_that_could_not_be_read_are_set_aside(
    small: Rubric, policy: Document
) -> None:
    unread = [Unread(source="broken.pdf", problem="encrypted")]
    result = solon.score(small, [row("broken", "hearing", 4)], [policy], unread=unread)
    assert [card.proposal.id for card in result.scorecards] == ["policy"]
    assert result.unread[0].source == "broken.pdf"


def test_contradictory_rows_of_two_files_are_told(small: Rubric) -> None:
    with pytest.raises(RatingsError, match="already"):
        solon.score(small, [row("x", "hearing", 4), row("x", "hearing", 1)])


def test_a_fact_of_the_table_feeds_the_measure_until_a_person_rates_it(small: Rubric) -> None:
    rows = [ProposalRow("x", "X", facts={"days": 30.0}), ProposalRow("y", facts={"days": 0.0})]
    result = solon.score(small, [row("y", "delay", 90)], proposals=rows)
    x, y = result.scorecards
    assert (x.criterion("delay").score, x.proposal.title) == (50.0, "X")
    assert y.criterion("delay").score == 0.0
    assert x.status == "final"
    unrated = solon.score(small, [row("x", "delay", state="unrated")], proposals=rows)
    assert unrated.scorecards[0].criterion("delay").score == 50.0, "nobody rated it yet"


def test_the_table_names_a_documents_proposal(small: Rubric, policy: Document) -> None:
    table = [ProposalRow("p1", "Renamed", policy.source, labels={"region": "north"})]
    (card,) = solon.score(small, documents=[policy], proposals=table).scorecards
    assert (card.proposal.id, card.proposal.title) == ("p1", "Renamed")
    assert card.proposal.labels == {"region": "north"}


def test_two_documents_with_one_id_are_told(small: Rubric) -> None:
    twice = [read_text("A.", id="x"), read_text("B.", id="x")]
    with pytest.raises(RatingsError, match="both proposal 'x'"):
        solon.score(small, documents=twice)


def test_not_applicable_gives_its_share_away_and_its_floor_stays_open(small: Rubric) -> None:
    rows = [row("x", "hearing", state="not-applicable", rationale="no persons"),
            row("x", "equality", 2)]  # fmt: skip
    (card,) = solon.score(small, rows).scorecards
    hearing, equality = card.criterion("hearing"), card.criterion("equality")
    assert (hearing.score, hearing.low, hearing.weight) == (None, None, 0.0)
    assert equality.weight == pytest.approx(0.6)
    assert card.verdict == "undetermined"
    assert sum(criterion.weight for criterion in card.criteria) == pytest.approx(1.0)


def test_where_nothing_applies_nothing_is_claimed(small: Rubric) -> None:
    rows = [
        row("x", criterion.id, state="not-applicable", rationale="none")
        for criterion in small.walk_criteria()
    ]
    (card,) = solon.score(small, rows).scorecards
    assert (card.score, card.low, card.high, card.coverage) == (None, 0.0, 100.0, 0.0)
    assert card.group("rights").low is None


def test_the_same_inputs_give_the_same_bytes(small: Rubric, policy: Document) -> None:
    first, second = (
        solon.score(small, [row("policy", "equality", 1)], [policy], date="2026-01-01").to_json()
        for _ in range(2)
    )
    assert first == second
