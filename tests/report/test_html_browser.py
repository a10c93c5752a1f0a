"""The page in a browser: from disk, under its policy, without script, narrow, dark, printed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from solon.report.html import render_html
from solon.result import Result

CHROMIUM = Path(os.environ.get("SOLON_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"),
    reason=f"no Chromium at {CHROMIUM}: install Debian's chromium, or name one in SOLON_CHROMIUM",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Opened:
    """A page with everything that it complained of or asked for."""

    def __init__(self, context: BrowserContext, path: Path) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())


@pytest.fixture(scope="module")
def small(three: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "report.html"
    path.write_bytes(render_html(three).encode())
    return path


@pytest.fixture(scope="module")
def many(made: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty proposals with rising scores; every third unrated; regions in turn."""
    cards = []
    for number in range(30):
        rated = number % 3 > 0
        card = made.leader() if rated else made.unknown()
        card["proposal"] = {
            "id": f"p{number:02}",
            "title": f"Proposal {number:02}",
            "labels": {"region": ("North", "South")[number % 2]},
        }
        if rated:
            card |= {"score": float(number), "rank": 30 - number}
        cards.append(card)
    path = tmp_path_factory.mktemp("many") / "report.html"
    path.write_bytes(render_html(made.build(*cards)).encode())
    return path


def test_it_opens_from_disk_without_a_complaint_or_a_request(browser: Browser, small: Path) -> None:
    with browser.new_context() as context:
        opened = Opened(context, small)
        opened.page.wait_for_timeout(200)
        assert opened.complaints == []
        assert opened.requests == [small.as_uri()]


def test_the_policy_stops_what_is_not_the_page_s_own(browser: Browser, small: Path) -> None:
    with browser.new_context() as context:
        page = Opened(context, small).page
        blocked = page.evaluate(
            """() => {
                const script = document.createElement("script");
                try { script.textContent = "window.planted = 1"; } catch (error) { return "types"; }
                document.body.append(script);
                return window.planted;
            }"""
        )
        assert blocked in ("types", None)


def test_everything_is_there_without_javascript(browser: Browser, small: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = Opened(context, small).page
        assert page.locator("h1").inner_text().startswith("One of three proposals")
        assert page.locator("#heat tbody tr").count() == 3
        assert page.locator("#heat th button").count() == 0
        assert not page.locator("#controls").is_visible()
        assert not page.locator("#open-all").is_visible()
        quote = page.locator("#p-water-compact\\.due-process blockquote").first
        assert not quote.is_visible()
        page.locator("#p-water-compact summary", has_text="Due process").click()
        assert quote.is_visible()


def test_a_link_opens_what_it_leads_to(browser: Browser, small: Path) -> None:
    with browser.new_context() as context:
        page = Opened(context, small).page
        inside = page.locator("#p-water-compact\\.due-process .question")
        assert not inside.is_visible()
        page.locator("#p-water-compact table a", has_text="Due process").click()
        inside.wait_for(state="visible")
        page.locator("#close-all").click()
        assert not inside.is_visible()
        page.locator("#heat a", has_text="Water compact").click()
        page.locator("#p-water-compact h4").first.wait_for(state="visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, small: Path, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with browser.new_context(color_scheme=scheme) as context:
        page = Opened(context, small).page
        page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(
    browser: Browser, small: Path, many: Path, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        for path in (small, many):
            page = Opened(context, path).page
            page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_word_of_a_thousand_letters_does_not_widen_the_page(
    browser: Browser, made: Any, tmp_path: Path
) -> None:
    long = "x" * 1000
    card = made.leader()
    card["proposal"] |= {"title": long, "source": long, "labels": {long: long}}
    card["criteria"][0]["ratings"][0] |= {"rater": long, "rationale": long}
    path = tmp_path / "report.html"
    path.write_bytes(render_html(made.build(card)).encode())
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = Opened(context, path).page
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_what_can_be_clicked_is_large_enough(browser: Browser, small: Path) -> None:
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = Opened(context, small).page
        targets = "nav a, .card h3 a, th button, button, summary, #heat a"
        sizes = page.evaluate(
            """(selector) => [...document.querySelectorAll(selector)]
                .filter(e => e.checkVisibility())
                .map(e => [e.textContent, e.getBoundingClientRect()])
                .map(([text, box]) => [text, box.width, box.height])""",
            targets,
        )
        assert len(sizes) > 10
        assert [entry for entry in sizes if min(entry[1:]) < 24] == []


def order(page: Page) -> list[str]:
    return [
        name.removeprefix("Proposal ") for name in page.locator("#heat tbody a").all_inner_texts()
    ]


def test_sorting_puts_the_unknown_last_either_way(browser: Browser, many: Path) -> None:
    rated = [f"{number:02}" for number in range(30) if number % 3]
    with browser.new_context() as context:
        page = Opened(context, many).page
        head = page.locator("#heat th", has_text="low to high")
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert order(page)[:20] == rated[::-1]
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert order(page)[:20] == rated
        page.locator("#heat th button", has_text="Proposal").click()
        assert order(page) == [f"{number:02}" for number in range(30)]
        assert head.get_attribute("aria-sort") is None


def test_filters_narrow_the_table_and_the_proposals_alike(browser: Browser, many: Path) -> None:
    with browser.new_context() as context:
        opened = Opened(context, many)
        page = opened.page
        page.locator("#find").fill("PROPOSAL 1")
        assert page.locator("#shown").inner_text() == "10 of 30 proposals shown"
        page.locator("#by-verdict").select_option("undetermined")
        page.locator(".by-label").select_option(label="South")
        names = page.locator("#heat tbody tr:visible a").all_inner_texts()
        assert names == ["Proposal 15"]
        assert page.locator("details.proposal:visible").count() == 1
        page.locator("#find").fill("")
        assert opened.complaints == []


def test_print_holds_what_is_folded_on_the_screen(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    with browser.new_context(color_scheme="dark") as context:
        Opened(context, small).page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    width, height = document[0].get_size()
    assert width > height
    text = " ".join(
        " ".join(page.get_textpage().get_text_range().split()) for page in document
    ).replace("\ufffe", "")
    for inside in (
        "It is granted, with a way to get it.",
        "Two articles disagree.",
        "the right to be heard before a decision",
        "Is it regular?",
        "An office that reviews itself",
        "sha256:" + "ab" * 8,
    ):
        assert inside in text
    assert "Open all" not in text
