"""The proposals table: titles, documents, labels and facts of what is being scored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from solon.errors import Fault, RatingsError
from solon.ratings.read import plain_number
from solon.ratings.table import read_rows
from solon.rubric.model import Rubric


@dataclass(frozen=True)
class ProposalRow:
    """One proposal as its table names it."""

    id: str
    title: str = ""
    """Empty: the document's own."""
    document: str = ""
    """File name of its document; empty where there is none."""
    labels: dict[str, str] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)
    where: str = ""


def read_proposals(path: str | Path, rubric: Rubric) -> list[ProposalRow]:
    """Read a proposals table: `id, title, document`, and a column a label or fact.

    A column that a measure of the rubric reads is a fact and must hold numbers. Raises
    RatingsError with every fault found.
    """
    facts = {c.measure.fact.lower() for c in rubric.walk_criteria() if c.measure}
    rows: list[ProposalRow] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for raw in read_rows(path, ("id",)):
        name = raw.cells.get("id", "")
        if not name:
            faults.append(Fault(raw.at("id"), "the proposal's id is missing"))
        elif name in seen:
            message = f"proposal {name!r} stands already at {seen[name]}; keep one"
            faults.append(Fault(raw.at("id"), message))
        seen.setdefault(name, raw.where)
        numbers: dict[str, float] = {}
        for column in sorted(facts & set(raw.cells)):
            number = plain_number(raw.cells[column])
            if number is not None:
                numbers[column] = number
            else:
                text = raw.cells[column]
                message = f"{column}: {text!r} is not a number; write it as 1234.5, or clear it"
                faults.append(Fault(raw.at(column), message))
        labels = {
            column: text
            for column, text in raw.cells.items()
            if column not in ("id", "title", "document") and column not in facts
        }
        rows.append(
            ProposalRow(
                name,
                raw.cells.get("title", ""),
                raw.cells.get("document", ""),
                labels,
                numbers,
                raw.where,
            )
        )
    if faults:
        raise RatingsError(faults)
    return rows


def by_document(rows: Iterable[ProposalRow]) -> dict[str, ProposalRow]:
    """Rows that name a document, by the document's file name; none where two rows share it."""
    found: dict[str, list[ProposalRow]] = {}
    for row in rows:
        if row.document:
            found.setdefault(Path(row.document).name, []).append(row)
    return {name: sharing[0] for name, sharing in found.items() if len(sharing) == 1}
