"""Running the command line in this process, as a user would."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from solon.cli import main


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def solon(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """`solon(*arguments)` gives the exit code and what was printed."""

    def run(*arguments: object) -> Run:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in err, err
        return Run(int(stopped.value.code or 0), out, err)

    return run
