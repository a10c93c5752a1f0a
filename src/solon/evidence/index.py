"""The index of one document: its units (sentences and list items) and where each word stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from solon.documents.model import Document, Passage
from solon.documents.sentences import sentence_spans
from solon.evidence.query import And, AndNot, Near, Or, Phrase, Query, Word
from solon.evidence.words import WORD, fold, stemmer


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or list item: what a query is matched in and what a quote consists of."""

    start: int
    """Offset into the document's text, in characters."""
    end: int
    passage: Passage


class Hit(NamedTuple):
    """A stretch of words that a query matched, all within one unit."""

    first: int
    """Position of its first word in the document."""
    behind: int
    """Position behind its last word."""
    words: tuple[tuple[int, int], ...]
    """Runs of words, [first, behind), that matched within it."""


class Index:
    """Words of a document by position, ready for queries in one language."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.units: list[Unit] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.unit_of: list[int] = []
        self._positions: dict[str, list[int]] = {}
        self._stem = stemmer(language)
        self._known: dict[Word | Phrase, list[Hit]] = {}
        self._read(document.passages)
        self._vocabulary = sorted(self._positions)
        self._by_stem: dict[str, list[str]] = {}
        for form in self._vocabulary:
            self._by_stem.setdefault(self._stem(form), []).append(form)

    def _read(self, passages: Iterable[Passage]) -> None:
        folded: dict[str, list[int]] = {}
        position = 0
        for passage in passages:
            if passage.kind == "heading":  # a heading promises nothing
                continue
            for start, end in sentence_spans(passage.text):
                unit = len(self.units)
                self.units.append(Unit(passage.start + start, passage.start + end, passage))
                for match in WORD.finditer(passage.text, start, end):
                    self.starts.append(passage.start + match.start())
                    self.ends.append(passage.start + match.end())
                    self.unit_of.append(unit)
                    word = match[0]
                    positions = folded.get(word)
                    if positions is None:
                        # Spellings that differ in case share one list of positions.
                        positions = self._positions.setdefault(fold(word), [])
                        folded[word] = positions
                    positions.append(position)
                    position += 1

    def hits(self, query: Query) -> list[Hit]:
        """Every place that the query matches, in the document's order, without repeats."""
        match query:
            case Word() | Phrase():
                # The same few words stand in most queries of a rubric.
                known = self._known.get(query)
                if known is None:
                    known = self._known[query] = self._atom(query)
                return known
            case Or(left, right):
                return _merged(self.hits(left), self.hits(right))
            case And(left, right):
                a, b = self.hits(left), self.hits(right)
                both = self._units(a) & self._units(b)
                return [hit for hit in _merged(a, b) if self.unit_of[hit.first] in both]
            case AndNot(left, right):
                without = self._units(self.hits(right))
                return [h for h in self.hits(left) if self.unit_of[h.first] not in without]
            case Near(left, right, distance):
                return self._near(self.hits(left), self.hits(right), distance)

    def _atom(self, query: Word | Phrase) -> list[Hit]:
        return self._word(query.form) if isinstance(query, Word) else self._phrase(query.forms)

    def _units(self, hits: list[Hit]) -> set[int]:
        return {self.unit_of[hit.first] for hit in hits}

    def _forms(self, form: str) -> list[str]:
        """Forms in the document that a phrase's form stands for."""
        if not form.endswith("*"):
            return [form] if form in self._positions else []
        stem = form[:-1]
        first = bisect_left(self._vocabulary, stem)
        behind = bisect_left(self._vocabulary, stem + "\U0010ffff")
        return self._vocabulary[first:behind]

    def _at(self, forms: list[str]) -> list[int]:
        if len(forms) == 1:
            return self._positions[forms[0]]
        return sorted(place for form in forms for place in self._positions[form])

    def _word(self, form: str) -> list[Hit]:
        forms = self._by_stem.get(self._stem(form), [])
        return [Hit(i, i + 1, ((i, i + 1),)) for i in self._at(forms)]

    def _phrase(self, forms: tuple[str, ...]) -> list[Hit]:
        places = [self._at(self._forms(form)) for form in forms]
        if not all(places):
            return []
        length = len(forms)
        rarest = min(range(length), key=lambda i: len(places[i]))
        candidates = {place - rarest for place in places[rarest]}
        for offset, found in enumerate(places):
            if offset != rarest:
                candidates &= {place - offset for place in found}
        unit = self.unit_of
        return [
            Hit(i, i + length, ((i, i + length),))
            for i in sorted(candidates)
            if unit[i] == unit[i + length - 1]
        ]

    def _near(self, left: list[Hit], right: list[Hit], distance: int) -> list[Hit]:
        if not left or not right:
            return []
        firsts = [hit.first for hit in right]
        longest = max(hit.behind - hit.first for hit in right)
        unit = self.unit_of
        found: dict[tuple[int, int], Hit] = {}
        for a in left:
            # Hits are sorted by their first word, so only a window of them can be near enough.
            start = bisect_left(firsts, a.first - distance - longest)
            stop = bisect_right(firsts, a.behind + distance)
            for b in right[start:stop]:
                between = max(b.first - a.behind, a.first - b.behind)
                if between > distance or unit[a.first] != unit[b.first]:
                    continue
                # In `a NEAR/5 b NEAR/5 c` the third may stand between the first two, but no word
                # may be near itself.
                if between < 0 and _share_words(a, b):
                    continue
                cover = min(a.first, b.first), max(a.behind, b.behind)
                found.setdefault(cover, Hit(*cover, tuple(sorted({*a.words, *b.words}))))
        return sorted(found.values())


def _merged(a: list[Hit], b: list[Hit]) -> list[Hit]:
    if not a or not b:
        return a or b
    by_span: dict[tuple[int, int], Hit] = {(hit.first, hit.behind): hit for hit in a}
    for hit in b:
        by_span.setdefault((hit.first, hit.behind), hit)
    return sorted(by_span.values())


def _share_words(a: Hit, b: Hit) -> bool:
    return any(s < v and u < e for s, e in a.words for u, v in b.words)
