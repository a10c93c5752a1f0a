"""Documents: readers, one file a format, and the split into numbered passages."""

from solon.documents.model import Document, Passage
from solon.documents.place import place
from solon.documents.read import read_document, read_text
from solon.documents.sentences import sentence_spans

__all__ = ["Document", "Passage", "place", "read_document", "read_text", "sentence_spans"]
