"""The workbook's formulas against the engine, calculated by LibreOffice."""

import re
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from example_result import example_result
from libreoffice import convert
from random_results import random_result
from sheets import cells, formula_places

from solon.report.words import verdict_words
from solon.report.xlsx import render_xlsx
from solon.result import Result
from solon.xlsx.cells import Cell

SEEDS = range(16)
Sheets = dict[str, dict[str, Cell]]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Result, Path, Path]]:
    """Results, their workbooks, and the workbooks as LibreOffice calculated them: one run."""
    folder = tmp_path_factory.mktemp("books")
    results = [random_result(seed, flat=seed % 2 == 1) for seed in SEEDS]
    results += [example_result("nested"), example_result("flat")]
    paths = []
    for number, result in enumerate(results):
        path = folder / f"book{number}.xlsx"
        path.write_bytes(render_xlsx(result))
        paths.append(path)
    done = convert([_spoilt(path) for path in paths], "xlsx:Calc MS Excel 2007 XML")
    return list(zip(results, paths, done, strict=True))


def _spoilt(path: Path) -> Path:
    """A copy with every stored figure of a formula replaced: LibreOffice must calculate."""
    out = path.with_name(f"spoilt-{path.name}")
    with ZipFile(path) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(r"</f><v>[^<]*</v>", "</f><v>-7</v>", part.decode())
                part = text.replace(' t="str"><f>', "><f>").encode()
            target.writestr(name, part)
    return out


def test_libreoffice_finds_the_figures_that_the_engine_found(
    books: list[tuple[Result, Path, Path]],
) -> None:
    counted, wrong = 0, []
    for result, ours, theirs in books:
        mine, other = cells(ours), cells(theirs)
        for sheet, place in sorted(formula_places(ours)):
            counted += 1
            a, b = _figure(mine, sheet, place), _figure(other, sheet, place)
            if a != b:
                wrong.append(f"{result.rubric.id} {sheet}!{place}: engine {a!r}, formula {b!r}")
    assert counted > 8_000
    assert not wrong, "\n".join([f"{len(wrong)} of {counted} differ", *wrong[:20]])


def test_no_formula_comes_to_an_error(books: list[tuple[Result, Path, Path]]) -> None:
    for _, _, theirs in books:
        errors = [
            cell.place
            for sheet in cells(theirs).values()
            for cell in sheet.values()
            if cell.kind == "error" or cell.text.startswith("#REF") or cell.text.startswith("Err:")
        ]
        assert errors == []


def test_summary_says_what_the_scorecards_say(books: list[tuple[Result, Path, Path]]) -> None:
    for result, _, theirs in books:
        summary = cells(theirs)["Summary"]
        for row, card in enumerate(result.ranked(), 5):
            assert summary[f"D{row}"].text == card.proposal.id
            assert summary[f"B{row}"].text == ("–" if card.rank is None else str(card.rank))
            assert summary[f"E{row}"].text == verdict_words(card)
            for column, figure in (("F", card.score), ("H", card.low), ("I", card.high),
                                   ("J", card.coverage)):  # fmt: skip
                shown = summary[f"{column}{row}"].text
                if figure is None:
                    assert shown == "not rated"
                else:
                    assert round(float(shown), 9) == round(figure, 9)


def test_changed_weights_give_what_the_engine_gives_for_them(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    paths, expected = [], []
    for weights in ("nested", "flat"):
        result = example_result(weights)
        path = tmp_path / f"{weights}.xlsx"
        path.write_bytes(render_xlsx(result))
        book = load_workbook(path)
        sheet = book["Rubric"]
        row = next(row for row in range(5, 20) if sheet.cell(row, 4).value == "due-process")
        sheet.cell(row, 6).value = 5
        book.save(path)
        paths.append(path)
        expected.append(_with_weight(result, weights))
    for done, engine in zip(convert(paths, "xlsx:Calc MS Excel 2007 XML"), expected, strict=True):
        summary = cells(done)["Summary"]
        by_id = {summary[f"D{row}"].text: row for row in range(5, 9)}
        for card in engine.scorecards:
            row = by_id[card.proposal.id]
            assert round(float(summary[f"H{row}"].text), 9) == round(card.low, 9)
            if card.score is not None:
                assert round(float(summary[f"F{row}"].text), 9) == round(card.score, 9)


def _with_weight(result: Result, weights: str) -> Result:
    import example_result as module

    original = module.example_rubric
    data = result.rubric.as_data()
    data["groups"][0]["criteria"][0]["weight"] = 5
    changed = type(result.rubric).model_validate(data)
    module.example_rubric = lambda _="": changed
    try:
        return module.example_result(weights)
    finally:
        module.example_rubric = original


def _figure(sheets: Sheets, sheet: str, place: str) -> float | str:
    cell = sheets[sheet].get(place)
    if cell is None:
        return ""
    return round(float(cell.text), 9) + 0.0 if cell.kind == "number" else cell.text
