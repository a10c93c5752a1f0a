"""Ids, labels, headings and parts: what each passage knows of where it stands."""

from solon.documents import place, read_text

ACT = """\
DATA ACT

Preamble

Recognising the rights of all,

CHAPTER I
GENERAL RULES

Article 1
Scope

1. This Act applies to offices.

2. It does not apply to:
(a) courts;
(b) parliament, in so far as
it makes law, and
(i) its committees;
(ii) its members.

The Office decides in doubt.

CHAPTER II RIGHTS

Section 1 Hearings

Article 2 Appeal

Any person may appeal.

Section 2 Costs

Article 3. The appeal is free.

ANNEX I
Forms

1. The form is short.
"""


def by_id(text):
    return {passage.id: passage for passage in read_text(text).passages}


def test_ids_labels_and_headings_of_an_act():
    found = by_id(ACT)
    assert list(found) == [
        "p1",
        "preamble",
        "preamble/p1",
        "chapter-i",
        "chapter-i/article-1",
        "chapter-i/article-1/1",
        "chapter-i/article-1/2",
        "chapter-i/article-1/2/a",
        "chapter-i/article-1/2/b",
        "chapter-i/article-1/2/b/i",
        "chapter-i/article-1/2/b/ii",
        "chapter-i/article-1/2/p1",
        "chapter-ii",
        "chapter-ii/section-1",
        "chapter-ii/section-1/article-2",
        "chapter-ii/section-1/article-2/p1",
        "chapter-ii/section-2",
        "chapter-ii/section-2/article-3",
        "annex-i",
        "annex-i/1",
    ]
    deep = found["chapter-i/article-1/2/b/ii"]
    assert deep.label == "Article 1(2)(b)(ii)"
    assert deep.headings[-2:] == ("CHAPTER I GENERAL RULES", "Article 1 Scope")
    assert deep.kind == "list-item"
    assert found["chapter-i/article-1/1"].kind == "paragraph"
    assert found["chapter-ii/section-2/article-3"].label == "Article 3"
    assert found["chapter-ii/section-2/article-3"].kind == "paragraph"


def test_parts_of_an_act():
    parts = {id: passage.part for id, passage in by_id(ACT).items()}
    assert parts["preamble/p1"] == "preamble"
    assert parts["chapter-i"] == parts["chapter-i/article-1/1"] == "body"
    assert parts["annex-i"] == parts["annex-i/1"] == "annex"


def test_recitals_of_a_text_without_articles_are_its_preamble():
    text = "Recalling resolutions,\n\nConcerned at delays,\n\n1. Decides to act;\n\n2. Calls on."
    assert [p.part for p in read_text(text).passages] == ["preamble"] * 2 + ["body"] * 2


def test_an_article_quoted_late_makes_no_preamble():
    text = (
        "The report looks at the law at length, and finds it wanting.\n\n" * 5
        + "Article 5\n\nQuoted."
    )
    assert read_text(text).passages[0].part == "body"


def test_sections_nest_under_articles_where_the_document_has_it_so():
    text = "\n\n".join(
        f"Article {article}\n\nSection 1\n\nText of one.\n\nSection 2\n\nText of two."
        for article in "12"
    )
    found = by_id(text)
    assert "article-2/section-2/p1" in found
    assert found["article-2/section-2/p1"].label == "Article 2, Section 2"


def test_i_is_a_letter_behind_h_and_a_roman_number_before_ii():
    letters = "\n".join(f"({letter}) item;" for letter in "abcdefghij")
    assert [p.id for p in read_text(f"Article 1\n{letters}").passages][-2:] == [
        "article-1/i",
        "article-1/j",
    ]
    nested = "\n".join(f"({letter}) item;" for letter in "abcdefgh") + "\n(i) deep;\n(ii) deeper;"
    assert [p.id for p in read_text(f"Article 1\n{nested}").passages][-2:] == [
        "article-1/h/i",
        "article-1/h/ii",
    ]


def test_decimal_numbers_do_not_repeat_what_stands_above():
    text = (
        "1. Rights\n\n1.1 Everyone may appeal.\n\n1.2 Nobody pays:\n(a) court fees;\n\n"
        "2. Duties\n\n2.1 Offices answer."
    )
    found = by_id(text)
    assert list(found) == ["1", "1.1", "1.2", "1.2/a", "2", "2.1"]
    assert found["1.2/a"].label == "1.2(a)"


def test_paragraphs_of_an_article_by_decimal_numbers():
    found = by_id("Article 5\n\n5.1 The Office acts.\n\n5.2 It answers:\n(a) in time.")
    assert found["article-5/5.2/a"].label == "Article 5.2(a)"


def test_numbers_that_come_twice_stay_unique():
    ids = [p.id for p in read_text("Article 1\n\nOne.\n\nArticle 1\n\nOther.").passages]
    assert ids == ["article-1", "article-1/p1", "article-1~2", "article-1/p2"]


def test_text_without_numbers_is_told_by_order():
    passages = read_text("Any person has the right to be heard.\n\nNobody pays.").passages
    assert [(p.id, p.kind, p.label) for p in passages] == [
        ("p1", "paragraph", ""),
        ("p2", "paragraph", ""),
    ]
    assert place(passages[1]) == "paragraph 2"


def test_a_reference_to_an_annex_begins_none():
    text = "Article 1\n\nOne.\n\nAnnex I shall form part of this Act.\n\nArticle 2\n\nTwo."
    assert {p.part for p in read_text(text).passages} == {"body"}


def test_a_protocol_is_not_its_own_annex():
    text = "PROTOCOL 1\n\nON DATA\n\nArticle 1\n\nOne.\n\nANNEX A\n\nForms."
    parts = {p.id: p.part for p in read_text(text).passages}
    assert parts["protocol-1/article-1/p1"] == "body"
    assert parts["annex-a"] == "annex"


def test_a_table_of_contents_holds_nothing():
    text = (
        "Contents\n\nArticle 1 Scope ........ 3\n\nArticle 2 Appeal ....... 4\n\n"
        "Article 1 Scope\n\nText of it."
    )
    found = by_id(text)
    assert "article-1~2" not in found
    assert found["article-1/p1"].headings == ("Article 1 Scope",)
