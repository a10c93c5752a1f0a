"""One criterion of one proposal, as the page shows it: level, ratings, quotes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from solon.ratings.model import Evidence, Rating
from solon.report.html.figures import Figures, figures, plain
from solon.report.html.floors import FloorView, level_text
from solon.report.html.limits import Detail
from solon.report.html.text import Piece, pieces
from solon.report.html.words import ANSWERS, SHORT_STATES, STANCES, STATES, Word
from solon.result import CriterionResult
from solon.rounding import percent
from solon.rubric.model import Criterion


@dataclass(frozen=True, slots=True)
class Step:
    """A level of the scale beside the one reached."""

    name: str
    meaning: str
    role: str
    """`reached`, `within the ratings`, `one step up`, `one step down`."""
    reached: bool


@dataclass(frozen=True, slots=True)
class RatingView:
    """What one rater said."""

    rater: str
    about: str
    """The checklist item's question; empty elsewhere."""
    value: str
    """`level 3, Granted`, `12 months`, `yes`, or a state."""
    kind: str
    """How a suggestion stands; empty for a rating that was given."""
    suggested: bool
    replaced: bool
    rationale: str
    quote: str
    place: str
    quote_missing: bool
    """The rater's quote is not in the document word for word."""


@dataclass(frozen=True, slots=True)
class Find:
    """An indicator that found a quote."""

    indicator: str
    stance: Word


@dataclass(frozen=True, slots=True)
class QuoteView:
    """An exact quote with the words that matched, once, however many indicators found it."""

    pieces: tuple[Piece, ...]
    place: str
    finds: tuple[Find, ...]
    against: bool
    """Whether any of the indicators speaks against the criterion."""


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion of one proposal."""

    id: str
    anchor: str
    name: str
    question: str
    answer: str
    """The level or measure reached, or the state, in a few words."""
    state: str
    """The state as a sentence's half; empty where it is rated."""
    figures: Figures
    weight: str
    coverage: str
    """Share of a checklist that is answered; empty where it is all or nothing."""
    note: str
    steps: tuple[Step, ...]
    floor: FloorView | None
    ratings: tuple[RatingView, ...]
    quotes: tuple[QuoteView, ...]
    shown: int
    """Finds among the quotes shown: one that two indicators found counts twice, as in `found`."""
    held: int
    """Quotes in the result file."""
    found: int
    """Quotes in the document."""
    whole: bool
    """Whether the page has room for what stands elsewhere too."""
    bare: bool
    """Nothing was said and nothing found: a line without anything to open, on a large page."""


def criterion_view(
    criterion: Criterion,
    result: CriterionResult,
    anchor: str,
    floor: FloorView | None,
    detail: Detail,
) -> CriterionView:
    """One criterion with everything that the page shows of it."""
    shown = chosen(result.evidence, detail)
    partly = result.coverage is not None and 0 < result.coverage < 1
    return CriterionView(
        id=criterion.id,
        anchor=anchor,
        name=criterion.name,
        question=criterion.question,
        answer=answer_text(criterion, result),
        state="" if result.state == "rated" else STATES[result.state],
        figures=figures(result.score, result.low, result.high, result.status),
        weight=percent(result.weight),
        coverage=percent(result.coverage) if partly else "",
        note=result.note,
        steps=steps(criterion, result) if detail.steps else (),
        floor=floor,
        ratings=tuple(rating_views(criterion, result.ratings)) if detail.steps else (),
        quotes=quote_views(shown, detail.quote_length),
        shown=len(shown),
        held=len(result.evidence),
        found=max(result.evidence_found, len(result.evidence)),
        whole=detail.whole,
        bare=not (
            detail.whole
            or result.state != "unrated"
            or result.ratings
            or result.evidence_found
            or result.note
        ),
    )


def answer_text(criterion: Criterion, result: CriterionResult) -> str:
    """The level, the measure's fact or the state, in a few words."""
    if result.state != "rated":
        return SHORT_STATES[result.state]
    if result.level is not None:
        return level_text(criterion, result.level)
    if criterion.levels:
        reached = _levels_rated(result)
        if len(reached) > 1:
            return f"between level {min(reached)} and level {max(reached)}"
        return "rated"
    if criterion.measure is not None:
        facts = {rating.value for rating in _counting(result.ratings) if rating.value is not None}
        if len(facts) == 1:
            return f"{plain(facts.pop())} {criterion.measure.unit}"
        return "rated"
    answered = {rating.item for rating in _counting(result.ratings) if rating.answer}
    return f"{len(answered)} of {len(criterion.checklist)} answered" if answered else "rated"


def _counting(ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
    """The ratings that the figures rest on: people's, else the text search's suggestion."""
    people = tuple(rating for rating in ratings if not rating.suggested)
    return people or ratings


def _levels_rated(result: CriterionResult) -> set[int]:
    """Every level that a counting rating names, ends of ranges and all between included."""
    found: set[int] = set()
    for rating in _counting(result.ratings):
        ends = [end for end in (rating.value, rating.low, rating.high) if end is not None]
        if rating.state == "rated" and ends:
            found.update(range(int(min(ends)), int(max(ends)) + 1))
    return found


def steps(criterion: Criterion, result: CriterionResult) -> tuple[Step, ...]:
    """The level reached with the next one up and down, highest first; empty where none is."""
    if not criterion.levels or result.state != "rated":
        return ()
    numbers = [level.level for level in criterion.levels]
    one = result.level is not None
    reached = {result.level} if result.level is not None else _levels_rated(result)
    places = [place for place, number in enumerate(numbers) if number in reached]
    if not places:
        return ()
    first, last = min(places), max(places)
    found: list[Step] = []
    for place in range(min(last + 1, len(numbers) - 1), max(first - 1, 0) - 1, -1):
        level = criterion.levels[place]
        if place > last:
            role = "one step up"
        elif place < first:
            role = "one step down"
        else:
            role = "reached" if one else "within the ratings"
        found.append(
            Step(f"{level.level} {level.label}", level.meaning, role, first <= place <= last)
        )
    return tuple(found)


def rating_views(criterion: Criterion, ratings: tuple[Rating, ...]) -> list[RatingView]:
    """Every rating in the result's order, replaced suggestions included."""
    questions = {item.id: item.question for item in criterion.checklist}
    by_people = {rating.item for rating in ratings if not rating.suggested}
    found = []
    for rating in ratings:
        replaced = rating.suggested and rating.item in by_people
        if replaced and _confirmed(rating, ratings):
            replaced, kind = False, "suggested by the text search, confirmed by a rating"
        elif replaced:
            kind = "suggested by the text search, replaced by a rating"
        elif rating.suggested:
            kind = "suggested by the text search, not confirmed"
        else:
            kind = ""
        found.append(
            RatingView(
                rater=rating.rater,
                about=questions.get(rating.item, rating.item) if rating.item else "",
                value=value_text(criterion, rating),
                kind=kind,
                suggested=rating.suggested,
                replaced=replaced,
                rationale=rating.rationale,
                quote=rating.quote,
                place=rating.place,
                quote_missing=rating.quote_found is False,
            )
        )
    return found


def _confirmed(suggestion: Rating, ratings: tuple[Rating, ...]) -> bool:
    """Whether every rating that was given says what the text search suggested."""
    given = [
        rating for rating in ratings if not rating.suggested and rating.item == suggestion.item
    ]
    return all(
        (rating.state, rating.value, rating.low, rating.high)
        == (suggestion.state, suggestion.value, suggestion.low, suggestion.high)
        for rating in given
    )


def value_text(criterion: Criterion, rating: Rating) -> str:
    """What the rater gave, in the criterion's own terms, with its range."""
    if rating.state != "rated":
        return SHORT_STATES[rating.state]
    if rating.answer is not None:
        return ANSWERS[rating.answer]
    given = "" if rating.value is None else _in_terms(criterion, rating.value)
    if rating.low is None and rating.high is None:
        return given or "rated"
    low = "–" if rating.low is None else _in_terms(criterion, rating.low)
    high = "–" if rating.high is None else _in_terms(criterion, rating.high)
    span = f"from {low} to {high}"
    return f"{given}, {span}" if given else span


def _in_terms(criterion: Criterion, value: float) -> str:
    if criterion.levels:
        return level_text(criterion, value)
    if criterion.measure is not None:
        return f"{plain(value)} {criterion.measure.unit}"
    return plain(value)


def chosen(evidence: tuple[Evidence, ...], detail: Detail) -> list[Evidence]:
    """The first quotes of each indicator, in the document's order, up to the page's limits."""
    taken: Counter[str] = Counter()
    found: list[Evidence] = []
    for quote in evidence:
        if taken[quote.indicator] < detail.quotes and len(found) < detail.quotes_in_all:
            taken[quote.indicator] += 1
            found.append(quote)
    return found


def quote_views(evidence: Iterable[Evidence], length: int) -> tuple[QuoteView, ...]:
    """Quotes with their matched words marked; what several indicators found stands once."""
    places: dict[tuple[int, int], list[Evidence]] = {}
    for quote in evidence:
        places.setdefault((quote.start, quote.end), []).append(quote)
    return tuple(
        QuoteView(
            pieces=pieces(
                same[0].quote,
                same[0].start,
                [match for quote in same for match in quote.matches],
                length,
            ),
            place=same[0].place,
            finds=tuple(Find(quote.indicator, STANCES[quote.stance]) for quote in same),
            against=any(quote.stance == "contradicts" for quote in same),
        )
        for same in places.values()
    )
