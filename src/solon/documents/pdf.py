"""The PDF reader: pdfium's lines made paragraphs, headings and footnotes, with page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from solon.documents.clean import clean, is_capitals, is_title_like
from solon.documents.numbers import list_number, unit_number
from solon.documents.passages import Block
from solon.documents.pdf_layout import (
    body_size,
    reading_order,
    split_footnotes,
    without_running_heads,
)
from solon.documents.pdf_lines import HYPHEN, NOTE_CLOSE, NOTE_OPEN, Line, page_lines
from solon.documents.pdf_paragraphs import Paragraph, Words, paragraphs
from solon.documents.readings import Reading
from solon.errors import DocumentError, Fault

_PASSWORD = 4
"""pdfium's code for a file that asks for a password."""
_NOTE_MARK = re.compile(rf"{NOTE_OPEN}([^{NOTE_CLOSE}]*){NOTE_CLOSE}")
_JUNK_TITLE = re.compile(r"(?i)microsoft word|\.(?:docx?|indd|qxd|pdf|rtf|wpd)\b|^untitled|^document\d*$")
_MOST_WARNINGS = 20


def read_pdf(raw: bytes) -> Reading:
    """A PDF's title, language and blocks, each with the page on which it begins.

    Running heads and page numbers that repeat are dropped; words parted at a line's end are
    joined; columns are read one after the other; footnotes follow the paragraph that they
    interrupt, and their marks in the text are dropped. Raises DocumentError where the file is
    encrypted, broken, or holds pictures only.
    """
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(Fault("", _refusal(error))) from None
    try:
        return _read(file)
    finally:
        file.close()


def _refusal(error: Exception) -> str:
    if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
        return "the PDF is encrypted; save it without a password"
    return f"the PDF is broken ({error}); open it in a viewer and print it to a new PDF"


def _read(file: Any) -> Reading:
    pages: list[list[Line]] = []
    warnings: list[str] = []
    for place in range(len(file)):
        page = file[place]
        try:
            lines = page_lines(page, place + 1)
            if not lines and _has_picture(page):
                warnings.append(f"page {place + 1} has no text: scanned?")
            elif _is_garbled(lines):
                warnings.append(f"page {place + 1} cannot be decoded: its fonts name no characters")
        finally:
            page.close()
        pages.append(lines)
    if not any(pages):
        raise DocumentError(
            Fault("", "the PDF has no text: it seems scanned; run OCR over it (ocrmypdf does) first")
        )
    if len(warnings) > _MOST_WARNINGS:
        more = len(warnings) - _MOST_WARNINGS
        warnings = [*warnings[:_MOST_WARNINGS], f"{more} more pages likewise"]
    pages = without_running_heads(pages)
    body = body_size(pages)
    blocks = list(_blocks(pages, body))
    blocks, title = _with_title(blocks, file)
    return Reading(blocks, title, _language(file), warnings)


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _is_garbled(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    odd = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
    return odd > len(text) / 4


def _blocks(pages: Sequence[list[Line]], body: float) -> Iterable[Block]:
    columns: list[list[Line]] = []
    notes: list[Line] = []
    for lines in pages:
        for column in reading_order(lines):
            text, foot = split_footnotes(column, body)
            columns.append(text)
            notes.extend(foot)
    words = Words(line.text for column in columns for line in column)
    marks = {match[1] for line in notes if (match := re.match(r"\W*(\w{1,3}|\*+)", line.text))}
    body_paragraphs = paragraphs(columns, body, words)
    note_paragraphs = paragraphs([notes], body, words, notes=True) if notes else []
    levels = _levels(body_paragraphs, body)
    waiting = list(note_paragraphs)
    for paragraph in body_paragraphs:
        # Notes of earlier pages go before what begins on a later one, and so cut no paragraph.
        while waiting and waiting[0].page < paragraph.page:
            yield _note(waiting.pop(0))
        text = _without_marks(paragraph.text, marks, paragraph.page, note_paragraphs)
        level = levels.get(_style(paragraph)) if _is_heading(paragraph, body) else None
        if level is not None:
            yield Block(text, "heading", level=level, page=paragraph.page)
        else:
            kind = "list-item" if list_number(clean(text)) else "paragraph"
            yield Block(text, "list-item" if kind == "list-item" else "paragraph", page=paragraph.page)
    for paragraph in waiting:
        yield _note(paragraph)


def _note(paragraph: Paragraph) -> Block:
    text = paragraph.text.replace(NOTE_OPEN, "").replace(NOTE_CLOSE, " ")
    match = re.match(r"\s*[(\[]?(\d{1,3}|\*+|[†‡§])[.)\]]?\s+", text)
    if match is None:
        return Block(text, "footnote", page=paragraph.page)
    return Block(text[match.end() :], "footnote", number=match[1], page=paragraph.page)


def _without_marks(text: str, marks: set[str], page: int, notes: Sequence[Paragraph]) -> str:
    """The text without the marks of footnotes; a raised figure that names no note stays."""
    def kept(match: re.Match[str]) -> str:
        return "" if match[1] in marks else match[1]

    return _NOTE_MARK.sub(kept, text)


def _style(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.size * 2) / 2, paragraph.bold


def _is_heading(paragraph: Paragraph, body: float) -> bool:
    """Whether a paragraph is set like a heading and worded like one."""
    text = clean(_NOTE_MARK.sub("", paragraph.text))
    number = unit_number(text) or list_number(text, spaced=True)
    wording = text[number.end :] if number else text
    if number is not None and number.is_unit:
        return not wording or is_title_like(wording)
    if number is not None and number.style == "(*)":
        return False
    if not is_title_like(wording, words=24):
        return False
    return paragraph.size > 1.08 * body or paragraph.bold or is_capitals(wording)


def _levels(all_paragraphs: Sequence[Paragraph], body: float) -> dict[tuple[float, bool], int]:
    """Levels of the styles in which headings are set: the larger the outer, bold before plain."""
    styles = {_style(paragraph) for paragraph in all_paragraphs if _is_heading(paragraph, body)}
    ordered = sorted(styles, key=lambda style: (-style[0], not style[1]))
    return {style: min(place + 1, 9) for place, style in enumerate(ordered)}


def _with_title(blocks: list[Block], file: Any) -> tuple[list[Block], str]:
    """The blocks, and the title: the metadata's where the first pages bear it out, else the
    largest heading of the first page, else none."""
    opening = clean(" ".join(block.text for block in blocks[:40])).casefold()
    stored = clean(file.get_metadata_dict().get("Title") or "")
    words = re.findall(r"\w{3,}", stored.casefold())
    if (
        len(words) >= 2
        and not _JUNK_TITLE.search(stored)
        and sum(word in opening for word in words) >= 0.6 * len(words)
    ):
        return blocks, stored
    first = [block for block in blocks if block.kind == "heading" and (block.page or 1) <= 2]
    unnumbered = [block for block in first if unit_number(clean(block.text)) is None]
    if unnumbered:
        best = min(unnumbered, key=lambda block: block.level or 9)
        return blocks, clean(best.text)
    return blocks, ""


def _language(file: Any) -> str:
    import ctypes

    import pypdfium2.raw as raw

    read = getattr(raw, "FPDFCatalog_GetLanguage", None)
    if read is None:
        return ""
    length = read(file.raw, None, 0)
    if not 2 < length < 200:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(file.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return clean(buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\x00"))
