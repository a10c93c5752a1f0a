"""From a rubric and a document to evidence: exact quotes with their places."""

from collections.abc import Mapping
from dataclasses import dataclass

from solon.documents.model import Document
from solon.documents.place import place
from solon.evidence.index import Index
from solon.evidence.query import parse_query
from solon.ratings.model import Evidence
from solon.rubric.model import Criterion, Indicator, Rubric

KEPT = 20
"""Quotes kept for one indicator in one document; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the indicators of one criterion found in one document."""

    evidence: tuple[Evidence, ...]
    """The first `KEPT` quotes of each indicator, in the document's order."""
    counts: Mapping[str, int]
    """How many there are in all, for every indicator of the criterion, zero included."""

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that found something."""
        return frozenset(name for name, count in self.counts.items() if count)

    @property
    def total(self) -> int:
        """Quotes in the document, kept or not."""
        return sum(self.counts.values())


def find_evidence(rubric: Rubric, document: Document) -> dict[str, Found]:
    """Evidence for every criterion of the rubric that has indicators, by the criterion's id."""
    index = Index(document, rubric.language)
    return {
        criterion.id: evidence_for(criterion, index)
        for criterion in rubric.walk_criteria()
        if criterion.indicators
    }


def evidence_for(criterion: Criterion, index: Index) -> Found:
    """Evidence for one criterion in an indexed document."""
    evidence: list[Evidence] = []
    counts: dict[str, int] = {}
    for name, indicator in criterion.indicators.items():
        units = _matched_units(indicator, index)
        counts[name] = len(units)
        evidence += [
            _quote(index, unit, units[unit], name, indicator) for unit in sorted(units)[:KEPT]
        ]
    evidence.sort(key=lambda quote: (quote.start, quote.end, quote.indicator))
    return Found(tuple(evidence), counts)


def _matched_units(indicator: Indicator, index: Index) -> dict[int, set[tuple[int, int]]]:
    """Units that count for the indicator, with the runs of words that matched in each."""
    units: dict[int, set[tuple[int, int]]] = {}
    for text in indicator.find:
        for hit in index.hits(parse_query(text)):
            units.setdefault(index.unit_of[hit.first], set()).update(hit.words)
    if indicator.scope:
        units = {
            u: words for u, words in units.items() if index.units[u].passage.part in indicator.scope
        }
    if units:
        for text in indicator.unless:
            for hit in index.hits(parse_query(text)):
                units.pop(index.unit_of[hit.first], None)
    return units


def _quote(
    index: Index, unit: int, words: set[tuple[int, int]], name: str, indicator: Indicator
) -> Evidence:
    where = index.units[unit]
    return Evidence(
        quote=index.document.text[where.start : where.end],
        start=where.start,
        end=where.end,
        place=place(where.passage),
        indicator=name,
        stance=indicator.stance,
        matches=tuple(
            (index.starts[first], index.ends[behind - 1]) for first, behind in _joined(words)
        ),
    )


def _joined(runs: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of words with overlapping and touching ones made one."""
    joined: list[tuple[int, int]] = []
    for first, behind in sorted(runs):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], behind))
        else:
            joined.append((first, behind))
    return joined
