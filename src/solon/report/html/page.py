"""The page: view data, templates, style and script made one file under one policy."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from solon.report.html.colours import heat_rules
from solon.report.html.figures import plain
from solon.report.html.finding import answer, headline, tally
from solon.report.html.floors import floor_asks
from solon.report.html.limits import GROUPS, OPEN_PROPOSALS, OWN_PARTS, cards_shown, detail_for
from solon.report.html.method import method
from solon.report.html.policy import content_policy, inline_safe
from solon.report.html.proposal import anchors, proposal_view
from solon.report.html.rubric_index import index_rubric
from solon.report.html.table import cell_class, choices, columns, label_keys
from solon.report.html.text import clean, language_or_none, shorten
from solon.report.html.words import COMBINES, STANCES, VERDICTS, WEIGHTINGS, counted, number
from solon.result import Result
from solon.rounding import percent, shown
from solon.shipped import shipped

if TYPE_CHECKING:
    from jinja2 import Environment

# Indentation of the templates, and the line ends that it leaves, are a fifth of a large page.
_INDENT = re.compile(r"\n[ \n]+")


@lru_cache(maxsize=1)
def environment() -> "Environment":
    """Templates that escape everything, know no undefined name, and clean every text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # Not select_autoescape(): it passes over names that end in .j2.
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(shipped("templates"), encoding="utf-8"),
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: Any) -> Any:
    # Every text that a template prints passes here, so no place can forget to clean it.
    if isinstance(value, Markup):
        return value
    return clean(value) if isinstance(value, str) else value


def _inline(name: str, element: str) -> str:
    return inline_safe((shipped("templates") / name).read_text(encoding="utf-8"), element)


def style() -> str:
    """The page's style, heatmap colours included."""
    return inline_safe(_inline("report.css", "style") + heat_rules(), "style")


def script() -> str:
    """The page's script: sorting, filtering, opening; the page reads without it."""
    return _inline("report.js", "script")


def render_html(result: Result) -> str:
    """The result as one HTML file: the same result gives the same bytes.

    The file holds its style and script, refers to nothing outside itself, and forbids the network
    by a Content-Security-Policy. Every figure in it stands in the result.
    """
    index = index_rubric(result.rubric)
    cards = result.ranked()
    detail = detail_for(len(cards), len(index.criteria))
    names = anchors(result.scorecards)
    ranks = [card.rank for card in cards if card.rank is not None]
    proposals = [
        proposal_view(
            card,
            index,
            names[card.proposal.id],
            card.rank is not None and ranks.count(card.rank) > 1,
            detail,
        )
        for card in cards
    ]
    css, js = style(), script()
    body = (
        environment()
        .get_template("report.html.j2")
        .render(
            result=result,
            rubric=result.rubric,
            index=index,
            headline=headline(result),
            answer=answer(result),
            tally=tally(result),
            proposals=proposals,
            cards=proposals[: cards_shown(len(proposals))],
            parts=proposals[:OWN_PARTS] if detail == GROUPS else proposals,
            opened=len(proposals) <= OPEN_PROPOSALS,
            columns=columns(index),
            choices=choices(result),
            detail=detail,
            method=method(result),
            rubric_lang=language_or_none(result.rubric.language),
            any_provisional=any(view.provisional for view in proposals)
            or any(card.verdict_status == "provisional" for card in cards),
            verdicts=VERDICTS,
            combines=COMBINES,
            weightings=WEIGHTINGS,
            stances=STANCES,
            cell_class=cell_class,
            label_keys=label_keys,
            floor_asks=floor_asks,
            counted=counted,
            number=number,
            percent=percent,
            plain=plain,
            shorten=shorten,
            shown=shown,
        )
    )
    # Only the body is squeezed: style and script are hashed byte for byte.
    head = (
        environment()
        .get_template("head.html.j2")
        .render(
            policy=Markup(content_policy(js, css)),
            title=f"{headline(result)} · {shorten(result.rubric.title, 60)}",
            version=result.solon,
            style=Markup(css),
        )
    )
    squeezed = _INDENT.sub("\n", body).strip()
    return f"{head.rstrip()}\n{squeezed}\n<script>{js}</script>\n</body>\n</html>\n"
