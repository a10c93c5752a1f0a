"""Scoring as the command line does it: bad files are told and left out, the others go on."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from solon.assess import score
from solon.cli.reading import Documents, find_documents
from solon.cli.stdin import file_named
from solon.errors import Fault, SolonError
from solon.proposals import ProposalRow, read_proposals
from solon.ratings.model import RatingRow
from solon.ratings.read import read_ratings
from solon.result import Result, Unread
from solon.rubric.load import load_rubric


def run_score(
    documents: Sequence[str],
    rubric_name: str,
    rating_files: Sequence[str] = (),
    proposals_file: str | None = None,
    *,
    suggest: bool = True,
    date: str | None = None,
) -> tuple[Result, list[Fault]]:
    """Score what the command line names; the faults of files that were left out come with it.

    Raises SolonError where the rubric, the ratings or the proposals table has faults (a run on
    half of the ratings would give figures that look right), or where nothing is left to score.
    """
    faults: list[Fault] = []
    rubric = load_rubric(file_named(rubric_name))
    proposals: list[ProposalRow] = []
    ratings: list[RatingRow] = []
    if proposals_file:
        try:
            proposals = read_proposals(file_named(proposals_file), rubric)
        except SolonError as error:
            faults += error.faults
    for file in rating_files:
        try:
            ratings += read_ratings(file_named(file), rubric)
        except SolonError as error:
            faults += error.faults
    if faults:
        raise SolonError(faults)
    found = find_documents(documents)
    _add_named(found, proposals, proposals_file)
    _set_twins_aside(found, {Path(row.document).name: row.id for row in proposals if row.document})
    result = score(
        rubric, ratings, found, proposals=proposals, suggest=suggest, date=date, unread=found.unread
    )
    if not result.scorecards:
        raise SolonError(found.faults or [Fault("documents", "nothing to score")])
    return result, found.faults


def _add_named(found: Documents, proposals: Sequence[ProposalRow], table: str | None) -> None:
    """Add the documents that the proposals table names and the command line does not."""
    given = {path.name for path in found.paths}
    folder = Path(table).parent if table else Path()
    for row in proposals:
        if not row.document or Path(row.document).name in given:
            continue
        beside = folder / row.document
        if beside.is_file():
            found.paths.append(beside)
        else:
            found.faults.append(
                Fault(
                    row.where,
                    f"document {row.document!r} of {row.id!r} is not there; correct "
                    "the name, or put the file beside the table",
                )
            )
            found.unread.append(Unread(source=row.document, problem="no such file"))


def _set_twins_aside(found: Documents, ids: Mapping[str, str]) -> None:
    """Leave out files that would be one proposal: which of them is meant, nobody can tell."""
    by_id: dict[str, list[Path]] = {}
    for path in found.paths:
        by_id.setdefault(ids.get(path.name, path.stem), []).append(path)
    for name, twins in by_id.items():
        if len(twins) == 1:
            continue
        for path in twins:
            others = ", ".join(str(twin) for twin in twins if twin != path)
            problem = f"would be proposal {name!r}, as would {others}; rename one"
            found.faults.append(Fault(str(path), problem))
            found.unread.append(Unread(source=path.name, problem=problem))
            found.paths.remove(path)
