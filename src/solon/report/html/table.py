"""The table of proposals by groups: headings, cells, and what it can be filtered by."""

from dataclasses import dataclass

from solon.report.html.colours import heat_class
from solon.report.html.figures import Figures
from solon.report.html.proposal import ProposalView
from solon.report.html.rubric_index import RubricIndex
from solon.report.html.text import one_line, shorten
from solon.result import Result
from solon.rounding import percent

_CHOICES = 40
"""A label with more values than this is no use as a list to choose from."""


@dataclass(frozen=True, slots=True)
class Column:
    """One group, or criterion beside the groups, of the top tier."""

    name: str
    weight: str
    link: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A label of the proposals and the values that it takes."""

    label: str
    values: tuple[str, ...]


def columns(index: RubricIndex) -> tuple[Column, ...]:
    """The heatmap's columns, in the rubric's order: groups, then criteria beside them."""
    nodes = [(group.id, group.title) for group in index.rubric.groups]
    nodes += [(criterion.id, criterion.name) for criterion in index.rubric.criteria]
    return tuple(
        Column(shorten(title, 60), percent(index.shares[id]), f"rubric-{id}") for id, title in nodes
    )


def cell_class(figures: Figures, score: str) -> str:
    """The style class of a cell: its shade, or how what is unknown looks."""
    if figures.known:
        return heat_class(float(score))
    return "unknown" if figures.applies else "absent"


def choices(result: Result) -> tuple[Choice, ...]:
    """Labels that proposals can be filtered by: of two values or more, and not too many."""
    values: dict[str, set[str]] = {}
    for card in result.scorecards:
        for label, value in card.proposal.labels.items():
            values.setdefault(label, set()).add(one_line(value))
    return tuple(
        Choice(label, tuple(sorted(found)))
        for label, found in sorted(values.items())
        if 1 < len(found) <= _CHOICES
    )


def label_keys(view: ProposalView, offered: tuple[Choice, ...]) -> str:
    """The proposal's value in each choice as its place in the list, for the script: `3 0 -`."""
    labels = {label: one_line(value) for label, value in view.labels}
    places = []
    for choice in offered:
        value = labels.get(choice.label)
        places.append(str(choice.values.index(value)) if value in choice.values else "-")
    return " ".join(places)
