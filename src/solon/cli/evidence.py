"""`solon evidence`: what the rubric finds in documents, with quotes and places."""

from json import dumps

import click


@click.command(epilog="\b\nExample:\n  solon evidence treaty.pdf --rubric liberal-internationalism")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option(
    "--rubric",
    "rubric_name",
    required=True,
    metavar="NAME|FILE",
    help="A shipped rubric's name, or a rubric file.",
)
@click.option("--json", "json_path", metavar="F", help="Write everything found as JSON.")
def command(documents: tuple[str, ...], rubric_name: str, json_path: str | None) -> int:
    """Show what a rubric finds in documents, criterion by criterion.

    Each quote stands with its place, its indicator (+ supports, − contradicts) and, where the
    rules give one, the level suggested.
    """
    from solon.cli.codes import BAD_INPUT, DONE
    from solon.cli.faults import show_faults
    from solon.cli.reading import find_documents
    from solon.cli.stdin import file_named, only_once
    from solon.cli.writing import refuse_overwriting
    from solon.evidence.find import find_evidence
    from solon.files import write_whole
    from solon.report.evidence import evidence_data, evidence_text
    from solon.rubric.load import load_rubric

    only_once([*documents, rubric_name])
    refuse_overwriting([json_path], [*documents, rubric_name])
    rubric = load_rubric(file_named(rubric_name))
    found = find_documents(documents)
    entries = []
    for document in found:
        evidence = find_evidence(rubric, document)
        entries.append(evidence_data(rubric, document, evidence))
        if json_path != "-":
            click.echo(evidence_text(rubric, document, evidence))
    if json_path and entries:
        write_whole(json_path, dumps(entries, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    if found.faults:
        show_faults(found.faults, f"{len(entries)} documents were read")
        return BAD_INPUT
    return DONE
