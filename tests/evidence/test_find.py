"""Evidence: an exact quote with a place, or it does not exist; suggestions rest on it."""

import pytest

from solon.documents import read_text
from solon.documents.model import Document
from solon.errors import QueryError
from solon.evidence.find import KEPT, find_evidence
from solon.evidence.rules import parse_rule
from solon.evidence.suggest import suggest
from solon.rubric.load import parse_rubric
from solon.rubric.model import Rubric


def test_quotes_are_exact_whole_sentences_with_their_place(small: Rubric, policy: Document) -> None:
    found = find_evidence(small, policy)["hearing"]
    assert [quote.indicator for quote in found.evidence] == ["duty", "aim"]
    first = found.evidence[0]
    assert first.quote == "Any person concerned has the right to be heard before a decision."
    assert policy.text[first.start : first.end] == first.quote
    assert "Article 1" in first.place
    assert [policy.text[a:b] for a, b in first.matches] == ["right to be heard"]


def test_criteria_without_indicators_have_no_evidence(small: Rubric, policy: Document) -> None:
    assert set(find_evidence(small, policy)) == {"hearing"}


def test_unless_takes_a_sentence_away(small_text: str) -> None:
    text = small_text.replace("aim: {find: ['hearing']}", "aim: {find: ['hearing'], unless: [oil]}")
    found = find_evidence(parse_rubric(text), read_text("A hearing on oil. A hearing on rights."))
    quotes = [e.quote for e in found["hearing"].evidence]
    assert quotes == ["A hearing on rights."]


def test_scope_keeps_a_wish_in_the_preamble_from_being_a_duty(small_text: str) -> None:
    text = small_text.replace("aim: {find: ['hearing']}", "aim: {find: ['hearing'], scope: [body]}")
    document = read_text(
        "PREAMBLE\n\nDesiring that a hearing be open,\n\nArticle 1\n\nA hearing is public.\n"
    )
    found = find_evidence(parse_rubric(text), document)["hearing"]
    assert [e.quote for e in found.evidence] == ["A hearing is public."]


def test_many_hits_are_counted_and_the_first_kept(small: Rubric) -> None:
    found = find_evidence(small, read_text("A hearing is held.\n\n" * (KEPT + 7)))["hearing"]
    assert found.total == KEPT + 7
    assert len(found.evidence) == KEPT
    starts = [quote.start for quote in found.evidence]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("They decide without a hearing.", 0),
        ("The right to be heard. A hearing.", 3),
        ("A hearing is planned.", 2),
        ("The weather is fine.", None),
    ],
)
def test_the_first_rule_that_holds_suggests(text: str, level: int | None, small: Rubric) -> None:
    found = find_evidence(small, read_text(text))["hearing"]
    rating = suggest(small.criterion("hearing"), found)
    assert (None if rating is None else rating.value) == level
    if rating is not None:
        assert rating.suggested
        assert found.evidence, "a suggestion needs evidence"


def test_rules_rest_on_what_they_affirm() -> None:
    rule = parse_rule("(a or b) and not c")
    assert rule.holds({"a"})
    assert not rule.holds({"a", "c"})
    assert not rule.holds(frozenset())
    assert rule.rests_on({"a", "d"}) == {"a"}


@pytest.mark.parametrize(
    ("text", "column"), [("", 1), ("a and", 6), ("(a", 1), ("a b", 3), ("or a", 1), ("a & b", 3)]
)
def test_broken_rules_point_at_the_column(text: str, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_rule(text)
    assert caught.value.column == column
