"""`solon score`: from documents and ratings to a table and reports."""

import datetime
import re

import click

from solon.cli.codes import BAD_INPUT, BELOW_MINIMUM, DONE, FLOOR_BREACHED, NOT_SURE
from solon.cli.writing import refuse_overwriting, report_options, write_reports
from solon.result import Result, Scorecard
from solon.rounding import RANK_DECIMALS, shown


def _minimum(ctx: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", value) and float(value) <= 100:
        return float(value)
    raise click.BadParameter(f"{value!r} is no score; write a number from 0 to 100")


def _iso_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-11-23") from None


@click.command(
    epilog="\b\nExample:\n  solon score policies/ --rubric liberal-internationalism "
    "--html report.html --xlsx report.xlsx"
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT|FOLDER]...")
@click.option(
    "--rubric",
    "rubric_name",
    metavar="NAME|FILE",
    help="A shipped rubric's name, or a rubric file.",
)
@click.option(
    "--ratings",
    "rating_files",
    multiple=True,
    metavar="FILE",
    help="Analysts' ratings: CSV, XLSX, JSON or YAML. May be given again.",
)
@click.option(
    "--proposals",
    "proposals_file",
    metavar="FILE",
    help="Table of proposals: id, title, document, labels and facts.",
)
@report_options("html", "xlsx", "json", "csv")
@click.option("--no-suggest", is_flag=True, help="Leave the text search's suggestions out.")
@click.option("--date", callback=_iso_date, metavar="D", help="Date of the assessment [today].")
@click.option(
    "--gate",
    is_flag=True,
    help="Exit 3 where a floor is breached, 4 where undetermined or provisional.",
)
@click.option(
    "--min-score",
    callback=_minimum,
    metavar="N",
    help="Exit 5 where a score is below N, or missing.",
)
def command(
    documents: tuple[str, ...],
    rubric_name: str | None,
    rating_files: tuple[str, ...],
    proposals_file: str | None,
    html_path: str | None,
    xlsx_path: str | None,
    json_path: str | None,
    csv_path: str | None,
    no_suggest: bool,
    date: str | None,
    gate: bool,
    min_score: float | None,
) -> int:
    """Score proposals against a rubric.

    Every DOCUMENT (PDF, DOCX, HTML, Markdown, text, XML) is a proposal; a FOLDER stands for all
    documents in it. Levels that the text suggests count, marked as provisional, until an analyst's
    rating takes their place. A file that cannot be read is told and left out; the rest is scored.
    """
    from solon.cli.run import run_score
    from solon.report.terminal import print_table, printable

    if not documents and not rating_files and not proposals_file:
        raise click.UsageError("nothing to score: name a document, a folder, or --ratings FILE")
    if rubric_name is None:
        from solon.rubric.load import shipped_rubrics

        known = ", ".join(shipped_rubrics())
        raise click.UsageError(f"name a rubric: --rubric NAME|FILE; shipped are: {known}")
    outputs = {"html": html_path, "xlsx": xlsx_path, "json": json_path, "csv": csv_path}
    if sum(path == "-" for path in outputs.values()) > 1:
        raise click.UsageError("only one report can go to standard output")
    inputs = [*documents, rubric_name, *rating_files, proposals_file]
    refuse_overwriting(outputs.values(), inputs)
    result, faults = run_score(
        documents, rubric_name, rating_files, proposals_file, suggest=not no_suggest, date=date
    )
    if gate and not result.rubric.has_floors:
        raise click.UsageError(
            f"--gate has nothing to hold: rubric {result.rubric.id!r} has no floors"
        )
    write_reports(result, outputs)
    print_table(result, to_stderr="-" in outputs.values())
    for line in misquotes(result):
        click.echo(printable(line), err=True)
    if faults:
        from solon.cli.faults import show_faults

        count = len(result.scorecards)
        show_faults(faults, f"{count} other proposal{'s were' if count != 1 else ' was'} scored")
        return BAD_INPUT
    reasons = refusals(result, gate, min_score)
    for code, reason in reasons:
        click.echo(printable(f"exit {code}: {reason}"), err=True)
    return min((code for code, _ in reasons), default=DONE)


_PROVISIONAL = (
    "figures rest on suggestions; rate what was suggested, or leave suggestions out (--no-suggest)"
)


def refusals(result: Result, gate: bool, min_score: float | None) -> list[tuple[int, str]]:
    """Why a script should stop, as (exit code, reason); the lowest code is the worst."""
    reasons: list[tuple[int, str]] = []
    for card in result.ranked():
        name, score = card.proposal.id, card.score
        if gate and card.verdict == "breaches-floors":
            reasons.append((FLOOR_BREACHED, f"{name} breaches {_floors(card, 'breached')}"))
        elif gate and card.verdict != "meets-floors":
            reasons.append((NOT_SURE, f"{name} is undetermined on {_floors(card, 'undetermined')}"))
        elif gate and card.status == "provisional":
            reasons.append((NOT_SURE, f"{name} meets floors, but {_PROVISIONAL}"))
        if min_score is None:
            continue
        if score is None:
            reasons.append((BELOW_MINIMUM, f"{name} has no score"))
        elif round(score, RANK_DECIMALS) < round(min_score, RANK_DECIMALS):
            reasons.append((BELOW_MINIMUM, f"{name} scores {shown(score)}, below {min_score:g}"))
    return sorted(reasons, key=lambda reason: reason[0])


def _floors(card: Scorecard, verdict: str) -> str:
    return ", ".join(floor.criterion for floor in card.floors if floor.verdict == verdict)


def misquotes(result: Result) -> list[str]:
    """Raters' quotes that do not stand in their documents, a line each."""
    return [
        f"note: {rating.rater}'s quote on {criterion.id} of {card.proposal.id} does not stand in "
        f"the document word for word; the rating counts, and reports mark the quote"
        for card in result.scorecards
        for criterion in card.criteria
        for rating in criterion.ratings
        if rating.quote_found is False
    ]
