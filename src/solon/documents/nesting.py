"""How deep a page's elements stand in each other: too deep, and a parser takes minutes."""

import re

from solon.documents.markup import MarkupError

MOST_NESTED = 5_000
_TAG = re.compile(r"<(/?)(div|span|section|article|table|ul|ol|dl|blockquote|font|b|i|em|strong|a|"
                  r"center|form|fieldset|details|main|header|footer|aside|nav|figure|sup|sub|u|"
                  r"small|big|svg|g|math)\b", re.IGNORECASE)  # fmt: skip


def refuse_deep(text: str) -> None:
    """Raises MarkupError where elements are nested deeper than any person writes.

    Lexbor's time grows with the square of the depth: 40,000 levels take 1.6 s, 200,000 a minute.
    Tags that close each other (p, li, td) are not counted.
    """
    depth: dict[str, int] = {}
    for match in _TAG.finditer(text):
        name = match[2].lower()
        level = depth.get(name, 0) + (-1 if match[1] else 1)
        depth[name] = max(level, 0)
        if level > MOST_NESTED:
            raise MarkupError(
                f"<{name}> stands in itself more than {MOST_NESTED:,} times; Solon does not "
                "open such a page. Open it in a browser and save it as .txt"
            )
