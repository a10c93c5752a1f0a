"""Takes the picture of the report's first screen: `python docs/picture.py REPORT.html OUT.png`."""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("SOLON_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def take(report: Path, picture: Path) -> None:
    """Write the first screen of `report`, 1280 by 900, in the light theme, to `picture`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(
            viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
        )
        page.goto(report.resolve().as_uri())
        picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=picture, animations="disabled")
        browser.close()


def main(arguments: list[str]) -> int:
    """0 done; 2 where the arguments or the report are missing."""
    if len(arguments) != 2:
        print("usage: picture.py REPORT.html OUT.png", file=sys.stderr)
        return 2
    report, picture = Path(arguments[0]), Path(arguments[1])
    if not report.is_file():
        print(f"{report}  no such file; `make demo` writes it", file=sys.stderr)
        return 2
    if not Path(CHROMIUM).exists():
        print(
            f"{CHROMIUM}  no Chromium; install it, or name one in SOLON_CHROMIUM", file=sys.stderr
        )
        return 2
    take(report, picture)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
