"""A small result with everything in it: levels, a checklist, a measure, floors, suggestions."""

from solon.assess import score
from solon.documents.model import Document, Passage
from solon.proposals import ProposalRow
from solon.ratings.model import Rating, RatingRow
from solon.result import Result
from solon.rubric.model import Rubric

_LEVELS = [
    {"level": 0, "label": "Denied", "meaning": "The policy rules it out."},
    {"level": 1, "label": "Silent", "meaning": "Nothing is said of it."},
    {"level": 2, "label": "Stated", "meaning": "It is promised in words, without a way to get it."},
    {"level": 3, "label": "Granted", "meaning": "It is granted, with who decides and by when."},
]
_TEXT = (
    "Any person concerned has the right to be heard before a decision is taken. "
    "A decision under this article shall not be subject to appeal. "
    "The council shall publish its findings every year. "
    '=HYPERLINK("http://example.org") is not a formula here.'
)


def example_rubric(weights: str = "nested") -> Rubric:
    """Two groups, one of them with a group inside, floors on a criterion and on a group."""
    nested = weights == "nested"

    def weight(value: float) -> dict[str, float]:
        return {"weight": value} if nested else {}

    return Rubric.model_validate(
        {
            "solon": "rubric/1", "id": "example", "version": "1.2.0", "weights": weights,
            "title": "An example rubric", "source": "made up for tests", "licence": "CC0-1.0",
            "description": "What reports are tried on.",
            "groups": [
                {
                    "id": "rights", "title": "Rights floor", **weight(60), "combine": "geometric",
                    "weight_because": "The rest stands on it.",
                    "floor": {"score": 30, "because": "A policy below this is no policy of law."},
                    "criteria": [
                        {
                            "id": "due-process", "title": "Due process", "levels": _LEVELS,
                            "question": "May a person whom it affects be heard, and appeal?",
                            "guidance": "A complaint to the same office is no appeal.",
                            "floor": {"level": 2, "because": "Without it no other gain counts."},
                            "indicators": {
                                "hearing": {"find": ['"right to be heard"']},
                                "ouster": {"find": ['"shall not be subject to appeal"'],
                                           "stance": "contradicts"},
                            },
                            "suggest": {"2": "hearing"},
                        },
                        {"id": "equality", "levels": _LEVELS, "weight": 2,
                         "question": "Does it treat like cases alike?"},
                    ],
                },
                {
                    "id": "means", "title": "Means & ends", **weight(40),
                    "criteria": [
                        {"id": "budget", "question": "How much of the cost is funded?",
                         "measure": {"fact": "funded", "unit": "%",
                                     "points": [[0, 0], [50, 60], [100, 100]]}},
                    ],
                    "groups": [
                        {
                            "id": "openness", "title": "Openness", **weight(2),
                            "combine": "weakest",
                            "criteria": [
                                {"id": "publication", "question": "What is published?",
                                 "checklist": [
                                     {"id": "findings", "question": "Are findings published?"},
                                     {"id": "secrecy", "question": "May findings be withheld?",
                                      "reversed": True},
                                 ]},
                                {"id": "review", "levels": _LEVELS,
                                 "question": "Is it reviewed from outside?",
                                 "indicators": {"yearly": {"find": ['"every year"']}},
                                 "suggest": {"2": "yearly"}},
                            ],
                        },
                    ],
                },
            ],
        }
    )  # fmt: skip


def example_document(name: str = "river-pact", title: str = "River pact") -> Document:
    """A document with one passage a sentence."""
    passages = []
    start = 0
    for number, sentence in enumerate(_TEXT.split(". "), 1):
        start = _TEXT.index(sentence, start)
        end = start + len(sentence)
        passages.append(
            Passage(f"article-{number}", start, end, sentence, label=f"Article {number}", page=1)
        )
    digest = "sha256:" + "0" * 64
    return Document(name, title, _TEXT, tuple(passages), f"{name}.txt", digest, "text", "en")


def example_result(weights: str = "nested", title: str = "River pact") -> Result:
    """Four proposals: by suggestion, rated by two, breaching, and not looked at."""
    ratings = []

    def rate(proposal: str, criterion: str, **said: object) -> None:
        rating = Rating.model_validate({"rater": "Grace", **said})
        ratings.append(RatingRow(proposal=proposal, criterion=criterion, rating=rating))

    rate("harbour-deal", "due-process", value=3, rationale="Secret thoughts of Grace.")
    rate("harbour-deal", "due-process", rater="Mary", value=2, rationale="Thoughts of Mary.")
    rate("harbour-deal", "equality", low=1, high=3)
    rate("harbour-deal", "publication", item="findings", answer="yes", value=100.0)
    rate("harbour-deal", "publication", item="secrecy", answer="yes", value=100.0)
    rate("harbour-deal", "review", state="not-applicable", rationale="It ends in a month.")
    rate("salt-road", "due-process", value=0)
    rate("salt-road", "equality", value=3)
    rate("salt-road", "publication", item="findings", answer="partial", value=50.0)
    rate("salt-road", "review", state="no-evidence")
    table = [
        ProposalRow("river-pact", title, "river-pact.txt", {"region": "North"}),
        ProposalRow("harbour-deal", "Harbour deal", "", {"region": "South"}, {"funded": 75.0}),
        ProposalRow("salt-road", "Salt road treaty", "", {"region": "=South"}, {"funded": 10.0}),
        ProposalRow("unread-one", "The one that nobody has read", "", {}),
    ]
    return score(
        example_rubric(weights), ratings, [example_document()], proposals=table, date="2026-11-23"
    )
