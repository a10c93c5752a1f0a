"""Word documents: automatic numbers, headings, tracked changes, notes, tables."""

from solon.documents import read_document

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="My heading"/>
  <w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Article head"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""


def level(place, style, text, extra=""):
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "Article %1", '<w:pStyle w:val="Art"/>')
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "lowerRoman", "(%4)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2", '<w:isLgl w:val="1"/>')
    + level(2, "bullet", "•")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def p(text, style="", list_=None, place=0):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_ is not None:
        properties += f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_}"/></w:numPr>'
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(save, make_docx, body, **parts):
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    return read_document(save("policy.docx", make_docx(body, **parts)))


def test_automatic_numbers_are_printed_as_word_prints_them(save, make_docx):
    document = read(
        save,
        make_docx,
        p("Scope", "Art")
        + p("First.", list_=1, place=1)
        + p("one;", list_=1, place=2)
        + p("deep;", list_=1, place=3)
        + p("two.", list_=1, place=2)
        + p("Appeal", "Art")
        + p("Again first.", list_=1, place=1)
        + p("again one.", list_=1, place=2),
    )
    assert [passage.text for passage in document.passages] == [
        "Article 1 Scope",
        "1. First.",
        "(a) one;",
        "(i) deep;",
        "(b) two.",
        "Article 2 Appeal",
        "1. Again first.",
        "(a) again one.",
    ]
    assert document.passages[-1].label == "Article 2(1)(a)"
    assert document.passages[3].id == "article-1/1/a/i"


def test_legal_numbering_start_overrides_and_bullets(save, make_docx):
    document = read(
        save,
        make_docx,
        p("Rights of everyone", "Eigene", list_=2)
        + p("Hearing.", list_=2, place=1)
        + p("A point without a number.", list_=2, place=2)
        + p("Duties", "Eigene", list_=3),
    )
    texts = [passage.text for passage in document.passages]
    assert texts == [
        "I. Rights of everyone",
        "1.1 Hearing.",
        "A point without a number.",
        "VII. Duties",
    ]
    assert document.passages[0].kind == document.passages[3].kind == "heading"
    assert document.passages[2].kind == "list-item"


def test_insertions_are_kept_and_deletions_dropped(save, make_docx):
    document = read(
        save,
        make_docx,
        p(
            f'{r("The Party ")}<w:ins w:id="1">{r("shall")}</w:ins>'
            '<w:del w:id="2"><w:r><w:delText>may</w:delText></w:r></w:del>'
            f'<w:del w:id="4"><w:ins w:id="5">{r(" never was")}</w:ins></w:del>'
            f'<w:moveFrom w:id="3">{r(" never")}</w:moveFrom>{r(" act.")}'
        ),
    )
    assert document.text == "The Party shall act."


def test_a_deleted_paragraph_end_joins_two_paragraphs(save, make_docx):
    body = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{r("One and ")}</w:p>' + p("two.")
    assert read(save, make_docx, body).text == "One and two."


def test_content_controls_text_boxes_and_fields_are_read(save, make_docx):
    document = read(
        save,
        make_docx,
        f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
        + p(f"<w:sdt><w:sdtContent>{r('Inline')}</w:sdtContent></w:sdt>{r(' control.')}")
        + p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
            "</w:r>"
            f"{r('See 5.')}<w:r><w:txbxContent>{p('In a box.')}</w:txbxContent></w:r>"
        )
        + p("Contents 3", "TOC1"),
    )
    assert document.text.split("\n") == ["In a control.", "Inline control.", "See 5.", "In a box."]


def test_footnotes_follow_their_paragraph(save, make_docx):
    notes = f'<w:footnote w:id="4">{p("As amended.")}</w:footnote>'
    document = read(
        save,
        make_docx,
        p(f'{r("The Act")}<w:r><w:footnoteReference w:id="4"/></w:r>{r(" applies.")}') + p("Next."),
        footnotes=notes,
    )
    assert [(x.kind, x.text) for x in document.passages] == [
        ("paragraph", "The Act applies."),
        ("footnote", "1 As amended."),
        ("paragraph", "Next."),
    ]
    assert document.passages[1].id == "fn-1"


def test_tables_come_row_by_row(save, make_docx):
    def cell(text):
        return f"<w:tc>{p(text)}</w:tc>"

    rows = "".join(f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in (("Year", "Duty"), ("1", "5 %")))
    frame = f"<w:tbl><w:tr>{cell('Framed.')}</w:tr></w:tbl>"
    document = read(save, make_docx, f"<w:tbl>{rows}</w:tbl>{frame}")
    assert [(x.kind, x.text) for x in document.passages] == [
        ("table-row", "Year | Duty"),
        ("table-row", "1 | 5 %"),
        ("paragraph", "Framed."),
    ]


def test_the_title_is_the_title_style_then_the_properties(save, make_docx):
    titled = read(save, make_docx, p("Data Act", "Titel") + p("Text."), title="template")
    assert titled.title == "Data Act"
    assert titled.passages[1].headings == ()
    assert titled.language == "en-GB"
    assert read(save, make_docx, p("Text."), title="Stored").title == "Stored"
    assert read(save, make_docx, p("Text.")).title == "policy.docx"


def test_strict_documents_are_read(save, make_docx):
    raw = make_docx(p("Strict text."))
    # The namespace is inside a compressed part: build it anew.
    import zipfile
    from io import BytesIO

    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, content)
    assert read_document(save("strict.docx", stream.getvalue())).text == "Strict text."
