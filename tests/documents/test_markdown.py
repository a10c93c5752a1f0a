"""Markdown: headings, lists, tables, front matter, raw HTML."""

from solon.documents import read_document

POLICY = """\
---
title: "Data Policy"
lang: en-GB
---
# Data Policy

## Article 1 Scope

The *Office* shall **act** on [request](http://example.org):

3. third `one`
   - inner point

     goes on
4. fourth

   more of it

(a) by letter;
(b) or by post.

| Year | Duty |
|------|------|
| 1    | 5 %  |

<div><p>Raw <b>HTML</b> text.</p><script>no()</script></div>
"""


def test_a_policy_in_markdown(save):
    document = read_document(save("policy.md", POLICY))
    assert (document.title, document.language, document.format) == (
        "Data Policy",
        "en-GB",
        "markdown",
    )
    assert [(p.id, p.kind, p.text) for p in document.passages[1:]] == [
        ("article-1", "heading", "Article 1 Scope"),
        ("article-1/p1", "paragraph", "The Office shall act on request:"),
        ("article-1/3", "list-item", "3. third one"),
        ("article-1/3/p1", "list-item", "inner point"),
        ("article-1/3/p2", "list-item", "goes on"),
        ("article-1/4", "list-item", "4. fourth"),
        ("article-1/4/p1", "list-item", "more of it"),
        ("article-1/a", "list-item", "(a) by letter;"),
        ("article-1/b", "list-item", "(b) or by post."),
        ("article-1/p2", "table-row", "Year | Duty"),
        ("article-1/p3", "table-row", "1 | 5 %"),
        ("article-1/p4", "paragraph", "Raw HTML text."),
    ]
    assert document.passages[3].label == "Article 1(3)"
    assert document.passages[2].headings == ("Article 1 Scope",)


def test_markdown_is_told_by_its_content_too(save):
    raw = "# One\n\nText.\n\n## Two\n\nMore text.\n"
    assert read_document(save("policy", raw)).format == "markdown"
    assert read_document(save("policy.txt", "Plain text - no marks.")).format == "text"
