"""The reader of treaties in ToTA's XML (Texts of Trade Agreements): chapters of articles."""

from dataclasses import replace
from typing import TYPE_CHECKING

from solon.documents.clean import clean
from solon.documents.model import Part
from solon.documents.passages import Block
from solon.documents.readings import Reading
from solon.documents.text import text_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_tota(root: "_Element") -> Reading:
    """A ToTA treaty's title, language and blocks.

    The title joins the parties' names and the kind of agreement. A chapter's and an article's
    number and name, kept in attributes, become headings.
    """
    name = clean(root.findtext("meta/name") or "")
    kind = clean(root.findtext("meta/type") or "")
    title = f"{name}: {kind}" if name and kind else name or kind
    blocks: list[Block] = []
    for chapter in root.iterfind("body/chapter"):
        named = clean(chapter.get("name") or "")
        part: Part | None = "preamble" if named.casefold() == "preamble" else None
        blocks.extend(_heading(chapter, 1, part))
        blocks.extend(_content(chapter.text, part))
        for article in chapter.iterfind("article"):
            blocks.extend(_heading(article, 2, part))
            blocks.extend(_content(article.text, part))
    return Reading(blocks, title, clean(root.findtext("meta/language") or ""))


def _heading(element: "_Element", level: int, part: Part | None) -> list[Block]:
    number = clean(element.get("number") or "")
    name = clean(element.get("name") or "")
    if not number and not name:
        return []
    return [Block(name, "heading", level=level, number=number, part=part)]


def _content(text: str | None, part: Part | None) -> list[Block]:
    if text is None or text.isspace():
        return []
    return [replace(block, part=part) for block in text_blocks(text, across_gaps=True)]
