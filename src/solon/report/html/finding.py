"""The finding in words: a headline of ten words or fewer, and what stands under it."""

from collections import Counter

from markupsafe import Markup

from solon.report.html.floors import verdict_text
from solon.report.html.rubric_index import RubricIndex, index_rubric
from solon.report.html.text import shorten
from solon.report.html.words import (
    NOT_RATED,
    VERDICTS,
    Word,
    counted,
    listed,
    number,
)
from solon.report.words import BY_SUGGESTION, range_words
from solon.result import Result, Scorecard
from solon.rounding import half_up, percent

_NAMED = 3
"""So many proposals or floors are named in a sentence; of more, it gives the count."""


def headline(result: Result) -> str:
    """What the verdicts come to, in ten words or fewer."""
    cards = result.scorecards
    if not cards:
        return "No proposal was scored"
    if not result.rubric.has_floors:
        return _without_floors(cards)
    if len(cards) == 1:
        return _of_one(cards[0])
    by_verdict = {
        verdict: [card for card in cards if card.verdict == verdict]
        for verdict in ("meets-floors", "breaches-floors", "undetermined")
    }
    meets, breaches = by_verdict["meets-floors"], by_verdict["breaches-floors"]
    if meets:
        return f"{_of_all(len(meets), len(cards))} {_verb(len(meets), 'meet')} every floor" + (
            _by_suggestion(meets)
        )
    if breaches:
        return f"{_of_all(len(breaches), len(cards))} {_verb(len(breaches), 'breach')} a floor" + (
            _by_suggestion(breaches)
        )
    return f"Floors of all {number(len(cards))} proposals are undetermined"


def _of_one(card: Scorecard) -> str:
    if card.verdict == "breaches-floors":
        breached = sum(floor.verdict == "breached" for floor in card.floors)
        text = f"The proposal breaches {number(breached)} of {counted(len(card.floors), 'floor')}"
    elif card.verdict == "meets-floors":
        text = "The proposal meets every floor"
    elif card.verdict == "undetermined":
        text = "Whether the proposal meets every floor is undetermined"
    else:
        text = "The proposal has no floor to meet"
    return text + _by_suggestion([card])


def _without_floors(cards: tuple[Scorecard, ...]) -> str:
    scores = [card.score for card in cards if card.score is not None]
    if not scores:
        return f"{counted(len(cards), 'proposal')}, none rated yet".capitalize()
    if len(scores) == 1:
        return f"{counted(len(cards), 'proposal')}, scored {half_up(scores[0])}".capitalize()
    return (
        f"{counted(len(cards), 'proposal')}, scored from "
        f"{half_up(min(scores))} to {half_up(max(scores))}"
    ).capitalize()


def _of_all(some: int, all_: int) -> str:
    if some == all_:
        return "Both proposals" if all_ == 2 else f"All {number(all_)} proposals"
    return f"{number(some).capitalize()} of {number(all_)} proposals"


def _verb(count: int, stem: str) -> str:
    ending = "es" if stem.endswith("ch") else "s"
    return stem + ending if count == 1 else stem


def _by_suggestion(cards: list[Scorecard]) -> str:
    by = sum(card.verdict_status == "provisional" for card in cards)
    if not by:
        return ""
    if by == len(cards):
        return f", {BY_SUGGESTION}"
    return f", {number(by)} {BY_SUGGESTION}"


def answer(result: Result) -> list[Markup]:
    """Who leads and who breaches what, one sentence each; titles are escaped and set apart."""
    index = index_rubric(result.rubric)
    found = [_leaders(result)] if result.scorecards else []
    breaching = [card for card in result.ranked() if card.verdict == "breaches-floors"]
    if 0 < len(breaching) <= _NAMED:
        found += [_breach(card, index) for card in breaching]
    elif breaching:
        found.append(
            Markup("{} proposals breach a floor and have no rank, whatever they score.").format(
                number(len(breaching)).capitalize()
            )
        )
    return [sentence for sentence in found if sentence]


def _title(card: Scorecard) -> Markup:
    title = shorten(card.proposal.title, 60) or shorten(card.proposal.id, 60)
    return Markup('<bdi class="name">{}</bdi>').format(title)


def _leaders(result: Result) -> Markup:
    ranked = [card for card in result.ranked() if card.rank is not None]
    leaders = [card for card in ranked if card.rank == 1]
    if not leaders:
        if all(card.verdict == "breaches-floors" for card in result.scorecards):
            return Markup("No proposal has a rank, since none keeps every floor.")
        return Markup("No proposal is rated, so none has a rank.")
    lead = leaders[0]
    score = NOT_RATED if lead.score is None else f"{half_up(lead.score)} of 100"
    span = range_words(lead.low, lead.high)
    if len(leaders) > 1:
        some = [_title(card) for card in leaders] if len(leaders) <= _NAMED else []
        names = Markup(listed([str(name) for name in some])) if some else number(len(leaders))
        who = names if some else f"{str(names).capitalize()} proposals"
        least, most = min(c.coverage for c in leaders), max(c.coverage for c in leaders)
        rated = percent(least) if least == most else f"{percent(least)} to {percent(most)}"
        basis = "" if least == 1 else f" on the {rated} that is rated"
        return Markup("{} share the lead with {}{}.").format(who, score, basis)
    verb = "leads with" if len(result.scorecards) > 1 else "scores"
    sentence = Markup("{} {} {}").format(_title(lead), verb, score)
    if lead.low != lead.high:
        sentence += Markup(
            ' on the {} that is rated (<span class="nowrap">{}</span> once all of it is)'
        ).format(percent(lead.coverage), span)
    if lead.verdict == "undetermined" and len(result.scorecards) > 1:
        sentence += ", but its floors are undetermined"
    unsettled = any(card.high >= lead.low for card in ranked[1:])
    if unsettled:
        return sentence + "; ranges overlap, so further ratings may change the order."
    return sentence + "."


def _breach(card: Scorecard, index: RubricIndex) -> Markup:
    breached = [floor for floor in card.floors if floor.verdict == "breached"]
    by = f", {BY_SUGGESTION}" if card.verdict_status == "provisional" else ""
    if len(breached) > _NAMED:
        what = f"{number(len(breached))} floors"
    else:
        quoted = [f"“{shorten(index.name(floor.criterion), 60)}”" for floor in breached]
        what = f"the {'floor' if len(breached) == 1 else 'floors'} on {listed(quoted)}"
    return Markup("{} breaches {}{}.").format(_title(card), what, by)


def tally(result: Result) -> list[tuple[Word, str, int]]:
    """How many proposals there are of each verdict as shown, best first."""
    counts = Counter(verdict_text(card) for card in result.scorecards)
    found = []
    for verdict, word in VERDICTS.items():
        texts = sorted(
            {verdict_text(card) for card in result.scorecards if card.verdict == verdict}, key=len
        )
        found += [(word, text, counts[text]) for text in texts]
    return found
