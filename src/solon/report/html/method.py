"""What a reader needs to trust a result or to repeat it: counts, digests, the command."""

from dataclasses import dataclass
from shlex import quote

from solon.result import Result


@dataclass(frozen=True, slots=True)
class Method:
    """What the method note says of this result."""

    score_again: str
    """The command that makes the result anew from the documents."""
    render_again: str
    """The command that makes this page anew from the result."""
    documents: tuple[tuple[str, str, str], ...]
    """Proposal id, file and digest of every document, by proposal id."""
    given: int
    """Ratings that are no suggestions."""
    suggestions: int
    """Suggestions by the text search, replaced ones included."""
    raters: tuple[str, ...]
    """Who gave them, by name."""
    quotes: int
    """Quotes found in all documents."""


def method(result: Result) -> Method:
    """The method note's data."""
    ratings = [
        rating
        for card in result.scorecards
        for criterion in card.criteria
        for rating in criterion.ratings
    ]
    given = [rating for rating in ratings if not rating.suggested]
    suggestions = len(ratings) - len(given)
    sources = [card.proposal.source for card in result.scorecards if card.proposal.source]
    what = [quote(sources[0]) if len(sources) == 1 else "documents/"] if sources else []
    command = ["solon", "score", *what, "--rubric", quote(result.rubric.id)]
    if given:
        command += ["--ratings", "ratings.csv"]
    if len(sources) < len(result.scorecards) or any(
        card.proposal.labels or card.proposal.facts for card in result.scorecards
    ):
        command += ["--proposals", "proposals.csv"]
    if sources and not suggestions and given:
        command.append("--no-suggest")
    command += ["--date", quote(result.assessed), "--json", "result.json", "--html", "report.html"]
    return Method(
        score_again=" ".join(command),
        render_again="solon report result.json --html report.html",
        documents=tuple(
            (card.proposal.id, card.proposal.source, card.proposal.digest)
            for card in result.scorecards
            if card.proposal.source or card.proposal.digest
        ),
        given=len(given),
        suggestions=suggestions,
        raters=tuple(sorted({rating.rater for rating in given})),
        quotes=sum(
            criterion.evidence_found for card in result.scorecards for criterion in card.criteria
        ),
    )
