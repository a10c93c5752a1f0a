"""`solon score`: from documents and ratings to a table and reports."""

import datetime
import re

import click

from solon.cli.codes import BAD_INPUT, BELOW_MINIMUM, DONE, FLOOR_BREACHED, NOT_SURE
from solon.cli.writing import report_options, write_reports
from solon.result import Result


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
    required=True,
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
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit 5 where a score is below N, or missing.",
)
def command(
    documents: tuple[str, ...],
    rubric_name: str,
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
    from solon.report.terminal import print_table

    if not documents and not rating_files and not proposals_file:
        raise click.UsageError("nothing to score: name a document, a folder, or --ratings FILE")
    outputs = {"html": html_path, "xlsx": xlsx_path, "json": json_path, "csv": csv_path}
    if sum(path == "-" for path in outputs.values()) > 1:
        raise click.UsageError("only one report can go to standard output")
    result, faults = run_score(
        documents, rubric_name, rating_files, proposals_file, suggest=not no_suggest, date=date
    )
    if gate and not result.rubric.has_floors:
        raise click.UsageError(
            f"--gate has nothing to hold: rubric {result.rubric.id!r} has no floors"
        )
    write_reports(result, outputs)
    print_table(result, to_stderr="-" in outputs.values())
    if faults:
        from solon.cli.faults import show_faults

        count = len(result.scorecards)
        show_faults(faults, f"{count} other proposal{'s were' if count != 1 else ' was'} scored")
        return BAD_INPUT
    return exit_code(result, gate, min_score)


def exit_code(result: Result, gate: bool, min_score: float | None) -> int:
    """What a script is told of the result; the worst comes first."""
    if gate:
        if any(card.verdict == "breaches-floors" for card in result.scorecards):
            return FLOOR_BREACHED
        if any(
            card.verdict != "meets-floors" or card.status == "provisional"
            for card in result.scorecards
        ):
            return NOT_SURE
    if min_score is not None and any(
        card.score is None or round(card.score, 9) < min_score for card in result.scorecards
    ):
        return BELOW_MINIMUM
    return DONE
