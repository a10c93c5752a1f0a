"""Which proposal each document on the command line is."""

from collections.abc import Sequence
from pathlib import Path

from solon.cli.reading import Documents
from solon.errors import Fault
from solon.files import text_name
from solon.proposals import ProposalRow
from solon.result import Unread


def name_documents(found: Documents, proposals: Sequence[ProposalRow], folder: Path) -> None:
    """Give documents the ids of the proposals table, and add those that only the table names.

    folder: where the table stands; its documents are named from there. A bare file name that is
    not there may also be that of the only such file on the command line.
    """
    by_path = {path.resolve(): path for path in found.paths}
    claimed: dict[Path, ProposalRow] = {}
    for row in proposals:
        if not row.document:
            continue
        beside = folder / row.document
        path = by_path.get(beside.resolve())
        if path is None and beside.is_file():
            path = by_path[beside.resolve()] = beside
            found.paths.append(beside)
        if path is None and Path(row.document).name == row.document:
            same_name = [p for p in found.paths if p.name == row.document]
            path = same_name[0] if len(same_name) == 1 else None
        if path is None:
            _leave_out(
                found,
                row,
                f"document {row.document!r} of {row.id!r} is not there; correct "
                "the name, or put the file beside the table",
            )
        elif path in claimed:
            _leave_out(
                found,
                row,
                f"document {row.document!r} is that of {claimed[path].id!r} "
                f"already, at {claimed[path].where}; a document is one proposal",
            )
        else:
            claimed[path] = row
            found.ids[path] = row.id


def _leave_out(found: Documents, row: ProposalRow, problem: str) -> None:
    found.faults.append(Fault(row.where, problem))
    found.unread.append(Unread(source=row.document, problem=problem, proposal=row.id))


def set_twins_aside(found: Documents) -> None:
    """Leave out files that would be one proposal: which of them is meant, nobody can tell."""
    by_id: dict[str, list[Path]] = {}
    for path in found.paths:
        by_id.setdefault(found.id_of(path), []).append(path)
    for name, twins in by_id.items():
        if len(twins) == 1:
            continue
        for path in twins:
            others = ", ".join(str(twin) for twin in twins if twin is not path)
            problem = (
                f"would be proposal {name!r}, as would {others}; rename one, or give them ids in a "
                "proposals table"
            )
            found.faults.append(Fault(str(path), problem))
            found.unread.append(Unread(source=text_name(path.name), problem=problem, proposal=name))
            found.paths.remove(path)
