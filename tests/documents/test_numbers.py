"""Numbers that lawyers give: what is one, what only looks like one."""

import pytest

from solon.documents.numbers import list_number, rank_of, unit_number


@pytest.mark.parametrize(
    ("text", "label", "segment"),
    [
        ("Article 5", "Article 5", "article-5"),
        ("Article 5 Appeal", "Article 5", "article-5"),
        ("Art. 5 Appeal", "Article 5", "article-5"),
        ("ARTICLE V", "Article V", "article-v"),
        ("ARTICLE - 19", "Article 19", "article-19"),
        ("ARTICLE: 9.9 Scope", "Article 9.9", "article-9.9"),
        ("Article 12 bis Appeal", "Article 12 bis", "article-12-bis"),
        ("Article 12a", "Article 12a", "article-12a"),
        ("Section 2. Duties", "Section 2", "section-2"),
        ("Sec. 2 Duties", "Section 2", "section-2"),
        ("§ 12 Scope", "§ 12", "section-12"),
        ("CHAPTER I", "Chapter I", "chapter-i"),
        ("CHAPTER TWENTY-ONE", "Chapter Twenty-One", "chapter-twenty-one"),
        ("Part II General", "Part II", "part-ii"),
        ("Annex", "Annex", "annex"),
        ("ANNEX 1-A Origin", "Annex 1-A", "annex-1-a"),
        ("Protocol No 1", "Protocol 1", "protocol-1"),
        ("Schedule: Rates", "Schedule", "schedule"),
        ("Artículo 5 Objeto", "Artículo 5", "artículo-5"),
        ("Kapitel 3 Rechte", "Kapitel 3", "kapitel-3"),
        ("PREAMBLE", "Preamble", "preamble"),
    ],
)
def test_units_are_recognised(text, label, segment):
    number = unit_number(text)
    assert number is not None
    assert (number.label, number.segment) == (label, segment)


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the Treaty applies",
        "Article 5(2) is amended",
        "Article 5, paragraph 2",
        "Articles 5 and 6",
        "article 5 Appeal",
        "Part of the plan",
        "Annex I shall form part of this Agreement",
        "Titles are not numbers",
        "Section leaders meet",
        "Article 5 ............ 12",
        "Principles",
    ],
)
def test_references_and_words_are_no_units(text):
    assert unit_number(text) is None


@pytest.mark.parametrize(
    ("text", "families", "value", "style"),
    [
        ("1. Scope", ("arabic",), "1", "*."),
        ("12) Scope", ("arabic",), "12", "*)"),
        ("(1) Scope", ("arabic",), "1", "(*)"),
        ("1.2.3 Scope", ("decimal",), "1.2.3", "*"),
        ("(a) scope", ("letter",), "a", "(*)"),
        ("a) scope", ("letter",), "a", "*)"),
        ("(ii) scope", ("roman", "letter"), "ii", "(*)"),
        ("(i) scope", ("roman", "letter"), "i", "(*)"),
        ("IV. Scope", ("ROMAN",), "IV", "*."),
        ("B. Scope", ("LETTER",), "B", "*."),
    ],
)
def test_list_numbers_are_recognised(text, families, value, style):
    number = list_number(text)
    assert number is not None
    assert (number.families, number.value, number.style) == (families, value, style)


@pytest.mark.parametrize(
    "text", ["1994. The", "1.5 million", "U.S. law", "e.g. this", "(sic) so", "5 May"]
)
def test_years_amounts_and_abbreviations_are_no_list_numbers(text):
    assert list_number(text) is None


@pytest.mark.parametrize(
    ("value", "family", "rank"),
    [
        ("c", "letter", 3),
        ("aa", "letter", 27),
        ("iv", "roman", 4),
        ("XIX", "ROMAN", 19),
        ("12", "arabic", 12),
    ],
)
def test_ranks(value, family, rank):
    assert rank_of(value, family) == rank
