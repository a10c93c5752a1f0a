"""HTML: what a reader of the page sees, and nothing else."""

import pytest

from solon.documents import read_document
from solon.errors import DocumentError

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Act | Site</title><style>p{}</style></head>
<body><nav><a href="/">Home</a></nav><header role="banner">Site</header>
<h1>Data <em>Act</em></h1><h2>Chapter I</h2><h2>General
rules</h2><h3>Article 1</h3><p>Scope</p>
<p>1. The Act
applies.</p><ol type="a"><li>one <b>bo</b>ld<ol type="i"><li>deep</li></ol></li>
<li value="4"><p>two</p><p>more</p></li></ol>
<p>A note<sup><a href="#n1">1</a></sup> &amp; <del>old</del><ins>new</ins> H<sub>2</sub>O.</p>
<table><tr><th>Year</th><th>Duty</th></tr><tr><td>1</td><td>5<br>%</td></tr></table>
<p hidden>hidden</p><div style="display: none">hidden</div><script>hidden()</script>
<p>First line<br>goes on<br><br>Second<br>(a) third</p>
<table><tr><td><p>Framed.</p></td></tr></table>
</body></html>"""


def test_a_page(save):
    document = read_document(save("act.html", PAGE))
    assert (document.title, document.language, document.format) == ("Data Act", "en-GB", "html")
    assert [(p.id.rsplit("/", 1)[-1], p.kind, p.text) for p in document.passages[1:]] == [
        ("chapter-i", "heading", "Chapter I General rules"),
        ("article-1", "heading", "Article 1 Scope"),
        ("1", "paragraph", "1. The Act applies."),
        ("a", "list-item", "a. one bold"),
        ("i", "list-item", "i. deep"),
        ("d", "list-item", "d. two"),
        ("p1", "list-item", "more"),
        ("p1", "paragraph", "A note & new H2O."),
        ("p2", "table-row", "Year | Duty"),
        ("p3", "table-row", "1 | 5 %"),
        ("p4", "paragraph", "First line goes on"),
        ("p5", "paragraph", "Second"),
        ("a~2", "list-item", "(a) third"),
        ("p6", "paragraph", "Framed."),
    ]
    assert "idden" not in document.text


def test_the_declared_encoding_counts(save):
    page = "<html><head><meta charset='windows-1251'></head><body><p>Закон</p></body></html>"
    assert read_document(save("a.html", page.encode("cp1251"))).text == "Закон"


def test_deep_nesting_is_no_trap(save):
    page = (
        "<html><body>" + "<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<p>Text.</p></body></html>"
    )
    with pytest.raises(DocumentError, match="deep in each other; open the page in a browser"):
        read_document(save("a.html", page))
