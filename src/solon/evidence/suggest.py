"""Suggestions: the level that a criterion's rules draw from the evidence, said as such."""

from solon.evidence.find import Found
from solon.evidence.rules import parse_rule
from solon.ratings.model import Rating
from solon.rubric.model import Criterion

RATER = "solon"
"""The rater under which suggestions stand; no person may use it."""


def suggest(criterion: Criterion, found: Found) -> Rating | None:
    """The level of the first rule that holds, marked as a suggestion; None where none holds."""
    for suggestion in criterion.suggest:
        rule = parse_rule(suggestion.when)
        if not rule.holds(found.indicators):
            continue
        basis = sorted(rule.rests_on(found.indicators))
        counts = ", ".join(f"{name} ({_passages(found.counts[name])})" for name in basis)
        return Rating(
            rater=RATER,
            value=suggestion.level,
            rationale=f"Rule “{suggestion.when}” holds: {counts}.",
            suggested=True,
        )
    return None


def _passages(count: int) -> str:
    return "1 passage" if count == 1 else f"{count} passages"
