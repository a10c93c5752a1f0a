"""Matching: exact spans, and agreement with a plain reading of the query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solon.documents import read_text
from solon.evidence.index import Index
from solon.evidence.query import And, AndNot, Near, Or, Phrase, Query, Word, parse_query


def found(query: str, text: str) -> list[list[str]]:
    """Matched words of each hit."""
    index = Index(read_text(text), "en")
    return [
        [index.document.text[index.starts[a] : index.ends[b - 1]] for a, b in hit.words]
        for hit in index.hits(parse_query(query))
    ]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("appeal", "They appealed; APPEALS lie.", [["appealed"], ["APPEALS"]]),
        ('"appeal"', "They appealed.", []),
        ('"to be heard"', "A right to be heard.", [["to be heard"]]),
        ("discriminat*", "No discriminatory act.", [["discriminatory"]]),
        ("shall NEAR/1 heard", "They shall be heard.", [["shall", "heard"]]),
        ("shall NEAR/0 heard", "They shall be heard.", []),
        ("heard NEAR/1 shall", "They shall be heard.", [["shall", "heard"]]),
        (
            "court NEAR/3 appeal NEAR/1 open",
            "The court is open to appeal.",
            [["court", "open", "appeal"]],
        ),
        ("appeal NEAR/5 appeal*", "An appeal lies.", []),
        ("self-determination", "Of self determination.", [["self determination"]]),
        ("people’s", "The people's will.", [["people's"]]),
        ("hearing NOT secret", "A secret hearing. An open hearing.", [["hearing"]]),
    ],
)
def test_exact_words(query: str, text: str, expected: list[list[str]]) -> None:
    assert found(query, text) == expected


def test_a_query_does_not_reach_over_the_end_of_a_sentence() -> None:
    text = "The Parties shall meet. Persons are heard by the court."
    assert found("shall NEAR/20 heard", text) == []
    assert found("shall AND heard", text) == []
    assert found('"meet persons"', text) == []


def test_headings_are_not_searched() -> None:
    text = "Article 1 Right to appeal\n\nThe Parties shall meet each year in the spring.\n"
    assert found("appeal", text) == []


WORDS = ["shall", "appeal", "court", "open"]
text_of_words = st.lists(st.sampled_from([*WORDS, "x."]), max_size=25).map(" ".join)


def plainly(query: Query, words: list[str]) -> set[tuple[int, int]]:
    """Covers [first, behind) of a query in one sentence's words, by trying every place."""
    match query:
        case Word(form):
            return {(i, i + 1) for i, word in enumerate(words) if word == form}
        case Phrase(forms):
            n = len(forms)
            return {(i, i + n) for i in range(len(words)) if tuple(words[i : i + n]) == forms}
        case Or(a, b):
            return plainly(a, words) | plainly(b, words)
        case And(a, b):
            left, right = plainly(a, words), plainly(b, words)
            return left | right if left and right else set()
        case AndNot(a, b):
            return set() if plainly(b, words) else plainly(a, words)
        case Near(a, b, n):
            return {
                (min(s, u), max(e, v))
                for s, e in plainly(a, words)
                for u, v in plainly(b, words)
                if 0 <= (u - e if u >= e else s - v) <= n
            }


queries = st.recursive(
    st.sampled_from(["shall", "appeal", '"shall appeal"', '"court open"']),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR", "NOT"]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        )
    ),
    max_leaves=4,
) | st.tuples(
    st.sampled_from(["shall", "(appeal OR court)", '"court open"']),
    st.integers(0, 5),
    st.sampled_from(["open", "(shall OR court)", "appeal"]),
).map(lambda t: f"{t[0]} NEAR/{t[1]} {t[2]}")


@settings(max_examples=200, deadline=None)
@given(queries, st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_any_query_hits_what_a_plain_reading_hits(query: str, words: list[str]) -> None:
    index = Index(read_text("Then " + " ".join(words) + "."), "en")
    hits = {(hit.first - 1, hit.behind - 1) for hit in index.hits(parse_query(query))}
    assert hits == plainly(parse_query(query), words)
