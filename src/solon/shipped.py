"""Where the shipped rubrics, templates and examples stand: in the wheel, or in the source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The folder `rubrics`, `templates` or `examples`, installed or beside `src/`."""
    installed = _PACKAGE / "shipped" / folder
    return installed if installed.is_dir() else _PACKAGE.parents[1] / folder
