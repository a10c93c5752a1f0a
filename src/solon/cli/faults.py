"""How faults are printed: one a line, then what was done about them."""

from collections.abc import Sequence

import click

from solon.cli.stdin import for_people
from solon.errors import Fault
from solon.report.terminal import printable

SHOWN = 200


def show_faults(faults: Sequence[Fault], outcome: str = "nothing was written") -> None:
    """Print faults to standard error, each with its place, and a count with the outcome."""
    for fault in faults[:SHOWN]:
        click.echo(printable(for_people(str(fault))), err=True)
    if len(faults) > SHOWN:
        click.echo(f"… and {len(faults) - SHOWN:,} more", err=True)
    count = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
    click.echo(f"{count}; {outcome}", err=True)
