"""Example documents: makes the Word file and the PDF from `sources/`. For authors only.

    python examples/build.py            makes both
    python examples/build.py docx       makes the Word file alone (standard library only)
    python examples/build.py pdf        makes the PDF alone (needs Chromium on the path)

The two files are committed: nobody needs this script to use the examples. The Markdown and HTML
proposals are written by hand and have no source but themselves.
"""

import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from shutil import which
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
PROPOSALS = HERE / "proposals"

# Fixed, so that the same source gives the same bytes.
DATE = (2026, 2, 12, 9, 0, 0)
ISO_DATE = "2026-02-12T09:00:00Z"
PDF_DATE = b"D:20260305090000+00'00'"

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# How a line of the source begins, and the paragraph style that it gets in Word. The numbers of
# parts, articles, paragraphs and items are Word's own (docx/word/numbering.xml): the text has none.
STYLES = {
    "=": "Title",
    "~": "Subtitle",
    "::": "PreambleHeading",
    ":": "",
    "#": "Heading1",
    "##": "Heading2",
    "1.": "NumberedParagraph",
    "a.": "LetteredItem",
    "@": "AnnexHeading",
}


class WordText:
    """The body of a Word file, grown line by line from the source."""

    def __init__(self, source: str) -> None:
        self.title = ""
        self.footnotes: list[str] = []
        self.blocks: list[str] = []
        self.in_annex = False
        lines = source.splitlines()
        self.articles = _article_numbers(lines)
        rows: list[str] = []
        for line in [*lines, ""]:
            if line.startswith("|"):
                rows.append(line)
                continue
            if rows:
                self.blocks.append(_table(rows))
                rows = []
            if line.strip():
                self._line(line)

    def _line(self, line: str) -> None:
        mark, text = line.split(" ", 1)
        style = STYLES[mark]
        if mark == "=":
            self.title = text
        if mark == "@":
            self.in_annex = True
            text = text.split(": ", 1)[1]  # "Annex I" is an automatic number too
        if self.in_annex and mark == "1.":
            style = "AnnexParagraph"
        if mark == "##":
            text, label = _labelled(text)
            self.blocks.append(_paragraph(style, _bookmark(label, self.articles[label], text)))
        else:
            self.blocks.append(_paragraph(style, self._runs(text)))

    def _runs(self, text: str) -> str:
        """Text with its references to articles as fields and its footnotes as references."""
        runs: list[str] = []
        for piece in re.split(r"(\{\w+\}|\[\^[^]]+\])", text):
            if piece.startswith("{"):
                runs.append(_reference(piece[1:-1], self.articles[piece[1:-1]]))
            elif piece.startswith("[^"):
                self.footnotes.append(piece[2:-1])
                runs.append(
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
                )
            elif piece:
                runs.append(_run(piece))
        return "".join(runs)

    def document_xml(self) -> str:
        """`word/document.xml`."""
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
            '<w:footerReference w:type="default" r:id="rId6"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" '
            'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        )
        return (
            f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships"><w:body>\n'
            + "\n".join(self.blocks)
            + f"\n{section}</w:body></w:document>\n"
        )

    def footnotes_xml(self) -> str:
        """`word/footnotes.xml`, with the two separators that Word wants."""
        notes = [
            f'<w:footnote w:type="{kind}" w:id="{id}">{_paragraph("", f"<w:r><w:{kind}/></w:r>")}'
            "</w:footnote>"
            for id, kind in ((-1, "separator"), (0, "continuationSeparator"))
        ]
        for number, text in enumerate(self.footnotes, start=1):
            mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            body = _paragraph("FootnoteText", mark + _run(f" {text}"))
            notes.append(f'<w:footnote w:id="{number}">{body}</w:footnote>')
        joined = "\n".join(notes)
        return f'{XML}<w:footnotes xmlns:w="{WORD}">\n{joined}\n</w:footnotes>\n'

    def core_xml(self) -> str:
        """`docProps/core.xml`: title, author, dates."""
        when = 'xsi:type="dcterms:W3CDTF"'
        return (
            f"{XML}<cp:coreProperties"
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.title)}</dc:title>"
            "<dc:creator>Serrin Basin Drafting Conference</dc:creator>"
            f"<dcterms:created {when}>{ISO_DATE}</dcterms:created>"
            f"<dcterms:modified {when}>{ISO_DATE}</dcterms:modified>"
            "<dc:language>en-GB</dc:language></cp:coreProperties>\n"
        )


def _labelled(text: str) -> tuple[str, str]:
    """`Terms used {terms}` → `("Terms used", "terms")`."""
    title, label = text.rsplit(" {", 1)
    return title, label.rstrip("}")


def _article_numbers(lines: list[str]) -> dict[str, int]:
    """Number of each article by its label: what Word will count to."""
    labels = [_labelled(line[3:])[1] for line in lines if line.startswith("## ")]
    return {label: number for number, label in enumerate(labels, start=1)}


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _paragraph(style: str, runs: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _bookmark(label: str, number: int, text: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="_Ref_{label}"/>{_run(text)}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _reference(label: str, number: int) -> str:
    # A field, as Word's own cross-references are; the text inside is what it last came to.
    field = f" REF _Ref_{label} \\r \\h "
    return f'<w:fldSimple w:instr="{field}">{_run(f"Article {number}")}</w:fldSimple>'


def _table(rows: list[str]) -> str:
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    widths = [3600, *[6000 // (len(cells[0]) - 1)] * (len(cells[0]) - 1)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = []
    for place, row in enumerate(cells):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if place == 0 else ""
        filled = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph('TableText', _run(cell))}</w:tc>"
            for cell, width in zip(row, widths, strict=True)
        )
        body.append(f"<w:tr>{head}{filled}</w:tr>")
    # The empty paragraph behind: Word repairs a body that ends in a table.
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>\n" + "\n".join(body) + "</w:tbl>\n<w:p/>"
    )


def build_docx(target: Path) -> None:
    """Write the Word file: the fixed parts of `sources/docx`, and three made from the text."""
    text = WordText((SOURCES / "water-compact.txt").read_text(encoding="utf-8"))
    folder = SOURCES / "docx"
    parts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }
    parts["word/document.xml"] = text.document_xml()
    parts["word/footnotes.xml"] = text.footnotes_xml()
    parts["docProps/core.xml"] = text.core_xml()
    # Word wants the table of contents of the package first.
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    with ZipFile(target, "w") as archive:
        for name in names:
            entry = ZipInfo(name, DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name].encode("utf-8"), compresslevel=9)


def build_pdf(target: Path) -> None:
    """Print the HTML source; running heads and page numbers are its own @page rules."""
    browser = which("chromium") or which("chromium-browser") or which("google-chrome")
    if browser is None:
        sys.exit("No Chromium on the path: cannot print the PDF.")
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "printed.pdf"
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={printed}",
                (SOURCES / "security-partnership.html").as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        data = printed.read_bytes()
    # As long as the browser's own dates, so that no offset in the file moves.
    target.write_bytes(re.sub(rb"D:\d{14}\+00'00'", PDF_DATE, data))


if __name__ == "__main__":
    wanted = set(sys.argv[1:]) or {"docx", "pdf"}
    if wanted - {"docx", "pdf"}:
        sys.exit(__doc__)
    if "docx" in wanted:
        build_docx(PROPOSALS / "water-compact.docx")
    if "pdf" in wanted:
        build_pdf(PROPOSALS / "security-partnership.pdf")
