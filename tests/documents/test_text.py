"""Plain text: hard-wrapped lines, blank lines, headings, bullets, pages, titles."""

import pytest

from solon.documents import read_text


def texts(text):
    return [passage.text for passage in read_text(text).passages]


def test_wrapped_lines_are_joined_and_blank_lines_part():
    wrapped = "Any person whom a decision\naffects may be heard.\n\nNobody pays\nfor it.\n"
    assert texts(wrapped) == [
        "Any person whom a decision affects may be heard.",
        "Nobody pays for it.",
    ]


def test_numbered_lines_begin_anew_and_wrapped_references_do_not():
    text = (
        "The Party acts under\nArticle 5. It does so as stated in paragraph\n(a) of that Article, "
        "and on 1 January\n19. None of it ends:\n(a) first;\n(b) second."
    )
    assert texts(text)[-2:] == ["(a) first;", "(b) second."]
    assert len(texts(text)) == 3


def test_one_paragraph_a_line_without_blank_lines():
    long = "The Office shall publish a report on its work every year, in plain words. " * 3
    assert len(texts(f"{long.strip()}\n{long.strip()}\nShort end.")) == 3


def test_headings_by_wording_underline_and_capitals():
    text = "Report\n======\n\nOPEN ISSUES\n\nText of it.\n\nPurpose and aim\n\nMore text here."
    kinds = [(p.text, p.kind) for p in read_text(text).passages]
    assert kinds == [
        ("Report", "heading"),
        ("OPEN ISSUES", "heading"),
        ("Text of it.", "paragraph"),
        ("Purpose and aim", "heading"),
        ("More text here.", "paragraph"),
    ]


def test_a_passage_alone_is_no_heading_whatever_its_wording():
    for text in ("Any person has the right to be heard", "Right to appeal", "RIGHT TO APPEAL"):
        (passage,) = read_text(text).passages
        assert passage.kind == "paragraph"


def test_bullets_are_items_without_their_signs():
    passages = read_text("The Office shall:\n- hear everyone;\n• answer in time.").passages
    assert [(p.text, p.kind) for p in passages[1:]] == [
        ("hear everyone;", "list-item"),
        ("answer in time.", "list-item"),
    ]


def test_form_feeds_are_pages():
    assert [p.page for p in read_text("One page.\fAnother page.").passages] == [1, 2]
    assert read_text("One page.").passages[0].page is None


def test_titles():
    assert read_text("Data Act\n\nText of it.").title == "Data Act"
    assert read_text("The text itself.", id="stdin").title == "stdin"
    assert read_text("Data Act\n\nText.", title="Given").title == "Given"


def test_an_empty_text_has_no_passages():
    document = read_text(" \n ")
    assert (document.text, document.passages) == ("", ())


def test_folding_and_stripping():
    assert texts("A\u00a0right\u00ad\u202e to\t be  heard\u2069 cafe\u0301.") == [
        "A right to be heard café."
    ]


@pytest.mark.parametrize("below", ["(1) Persons are heard.", "Persons are heard."])
def test_a_title_between_a_bare_number_and_its_text_is_the_headings(below):
    passages = read_text(f"Draft Law\n\nArticle 3\nHearing and appeal\n{below}\n").passages
    assert [p.text for p in passages[1:]] == ["Article 3 Hearing and appeal", below]


def test_a_first_sentence_below_a_bare_number_is_no_title():
    passages = read_text("Draft Law\n\nArticle 5\nThe Ministry of\nFinance sets fees.\n").passages
    assert passages[-1].text == "The Ministry of Finance sets fees."
