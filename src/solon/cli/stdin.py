"""`-` as a file's name: standard input, laid down as a file so that every reader can read it."""

import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import click

NAME = "stdin"


@cache
def _spooled() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    folder = tempfile.TemporaryDirectory(prefix="solon-")
    path = Path(folder.name) / NAME
    path.write_bytes(sys.stdin.buffer.read())
    return folder, path  # the folder lasts as long as the cache, to the end of the run


def file_named(name: str) -> str:
    """The name itself, or for `-` the path of a file that holds standard input."""
    return str(_spooled()[1]) if name == "-" else name


def only_once(names: Iterable[str | None]) -> None:
    """Refuse `-` for more than one input: there is one standard input."""
    if sum(name == "-" for name in names) > 1:
        raise click.UsageError("- (standard input) can stand for one file only")


def for_people(text: str) -> str:
    """A message in which the laid-down file is called what the user called it."""
    if not _spooled.cache_info().currsize:
        return text
    return text.replace(str(_spooled()[1]), "standard input")
