"""Verdicts, states and ranges in words, the same in every report."""

from solon.result import FloorResult, Scorecard
from solon.rounding import shown

VERDICTS = {
    "meets-floors": "✓ meets floors",
    "breaches-floors": "✗ breaches floors",
    "undetermined": "? undetermined",
    "no-floors": "· no floors",
}
FLOOR_VERDICTS = {"met": "✓ met", "breached": "✗ breached", "undetermined": "? undetermined"}
BY_SUGGESTION = "by suggestion"


def verdict_words(card: Scorecard) -> str:
    """The verdict as a symbol and words, with `by suggestion` where it rests on one."""
    words = VERDICTS[card.verdict]
    return f"{words}, {BY_SUGGESTION}" if card.verdict_status == "provisional" else words


def floor_words(floor: FloorResult) -> str:
    """A floor's verdict as a symbol and words, with `by suggestion` where it rests on one."""
    words = FLOOR_VERDICTS[floor.verdict]
    return f"{words}, {BY_SUGGESTION}" if floor.status == "provisional" else words


def range_words(low: float | None, high: float | None) -> str:
    """`12.5–80.0`, or one figure where both ends are shown alike."""
    ends = shown(low), shown(high)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)
