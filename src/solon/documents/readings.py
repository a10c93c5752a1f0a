"""What each format's reader hands to the builder."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from solon.documents.clean import clean
from solon.documents.numbers import unit_number
from solon.documents.passages import Block


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's blocks in reading order, and what its format says of the whole."""

    blocks: Sequence[Block]
    title: str = ""
    """The document's own title; empty where it has none."""
    language: str = ""
    """BCP 47, where the document says so."""
    warnings: Sequence[str] = field(default=())


def split_title(blocks: list[Block]) -> tuple[list[Block], str]:
    """The blocks with the title marked as such, and the title.

    The title is the one heading of the outermost level, before any other heading; a numbered
    heading is none. Marked, it does not stand in every passage's place.
    """
    headings = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    if not headings:
        return blocks, ""
    first = blocks[headings[0]]
    title = clean(first.text)
    if first.level == 0:
        return blocks, title
    outermost = [place for place in headings if (blocks[place].level or 9) <= (first.level or 9)]
    if first.number or first.level is None or unit_number(title) is not None:
        return blocks, ""
    if len(outermost) > 1:
        return blocks, title
    marked = list(blocks)
    marked[headings[0]] = replace(first, level=0)
    return marked, title
