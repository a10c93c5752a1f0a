"""Places for people."""

import pytest

from solon.documents import Passage, place


def passage(**parts):
    return Passage(**{"id": "p12", "start": 0, "end": 1, "text": "x", **parts})


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"headings": ("Chapter 3", "Article 12"), "label": "Article 12(2)", "page": 7},
         "Chapter 3 › Article 12(2), p. 7"),
        ({"headings": ("Chapter 3 Rights", "Article 12 Appeal"), "label": "Article 12(2)"},
         "Chapter 3 Rights › Article 12(2) Appeal"),
        ({"headings": ("CHAPTER III RIGHTS OF ALL", "ARTICLE 12 Appeal"), "label": "Article 12"},
         "Chapter III Rights of all › Article 12 Appeal"),
        ({"headings": ("3 Rights", "3.2 Costs"), "label": "3.2(a)"}, "3 Rights › 3.2(a) Costs"),
        ({"headings": ("Article 1 Scope",), "label": "Article 12"}, "Article 1 Scope › Article 12"),
        ({"headings": ("II. Conclusions",), "label": "para. 12", "page": 15},
         "II. Conclusions › para. 12, p. 15"),
        ({"headings": ("Chapter 1",), "kind": "heading", "text": "Article 5 Appeal"},
         "Chapter 1 › Article 5 Appeal"),
        ({"part": "preamble", "id": "p3"}, "Preamble › paragraph 3"),
        ({}, "paragraph 12"),
        ({"page": 3}, "paragraph 12, p. 3"),
    ],
)  # fmt: skip
def test_places(parts, told):
    assert place(passage(**parts)) == told


def test_long_headings_are_shortened_and_numbers_kept():
    told = place(
        passage(
            headings=(f"Chapter 3 {'Very long wording ' * 9}", f"Article 12 {'More words ' * 12}"),
            label="Article 12(2)(a)",
            page=107,
        )
    )
    assert len(told) <= 120
    assert told.startswith("Chapter 3 Very long")
    assert "› Article 12(2)(a) More words" in told
    assert "…" in told
    assert told.endswith(", p. 107")
