"""A rater's own quote, held against the document: it stands there word for word, or is flagged."""

import re

from solon.documents.model import Document
from solon.ratings.model import Rating

_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xad": None})


def with_checked_quote(rating: Rating, document: Document | None) -> Rating:
    """The rating with `quote_found` told, where it carries a quote and there is a document."""
    if not rating.quote or document is None:
        return rating
    return rating.model_copy(update={"quote_found": stands_in(rating.quote, document.text)})


def stands_in(quote: str, text: str) -> bool:
    """Whether the quote's words stand in the text in one piece.

    White space, and the shape of quotation marks and dashes, may differ; letters may not. Quotation
    marks around the whole quote are the rater's own.
    """
    plain = _plain(quote)
    return bool(plain) and (
        quote in text
        or plain in _plain(text)
        or (len(plain) > 2 and plain.strip('"') in _plain(text))
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_MARKS)).strip()
