"""Evidence by criterion, for people and for programs."""

from collections.abc import Iterator, Mapping
from typing import Any

from solon.documents.model import Document
from solon.evidence.find import Found
from solon.evidence.suggest import suggest
from solon.report.terminal import plain_line, printable
from solon.rubric.model import Rubric

SIGNS = {"supports": "+", "contradicts": "−"}
SHOWN = 5
"""Quotes printed for one criterion; the JSON has all that are kept."""


def evidence_data(rubric: Rubric, document: Document, found: Mapping[str, Found]) -> dict[str, Any]:
    """What was found in one document, as plain data."""
    criteria = []
    for criterion in rubric.walk_criteria():
        if criterion.id not in found:
            continue
        hits = found[criterion.id]
        suggestion = suggest(criterion, hits)
        criteria.append(
            {
                "id": criterion.id,
                "suggestion": suggestion.model_dump(mode="json") if suggestion else None,
                "counts": dict(hits.counts),
                "evidence": [quote.model_dump(mode="json") for quote in hits.evidence],
            }
        )
    return {
        "document": {"id": document.id, "title": document.title, "source": document.source,
                     "digest": document.digest, "warnings": list(document.warnings)},
        "rubric": {"id": rubric.id, "version": rubric.version, "digest": rubric.digest},
        "criteria": criteria,
    }  # fmt: skip


def evidence_text(rubric: Rubric, document: Document, found: Mapping[str, Found]) -> str:
    """What was found in one document, as lines of text."""
    return printable("\n".join(_lines(rubric, document, found)) + "\n")


def _lines(rubric: Rubric, document: Document, found: Mapping[str, Found]) -> Iterator[str]:
    yield f"{document.source}: {plain_line(document.title)}"
    for warning in document.warnings:
        yield f"  note: {plain_line(warning)}"
    for criterion in rubric.walk_criteria():
        hits = found.get(criterion.id)
        if hits is None:
            continue
        suggestion = suggest(criterion, hits)
        if suggestion is not None and suggestion.value is not None:
            level = criterion.level_named(int(suggestion.value))
            said = f"suggested: {level.level} {level.label}"
        else:
            said = "no suggestion" if hits.total else "nothing found"
        yield f"\n  {criterion.name} ({criterion.id}): {said}"
        for quote in hits.evidence[:SHOWN]:
            yield f"    {SIGNS[quote.stance]} {quote.indicator}: “{plain_line(quote.quote, 400)}”"
            yield f"      {plain_line(quote.place)}"
        if hits.total > SHOWN:
            yield f"    … {hits.total - SHOWN} more"
