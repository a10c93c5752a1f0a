"""The scoring workbook: blind, filled by dropdown, checked by formula, read back whole."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from example_result import example_result
from libreoffice import recalculate
from sheets import cells

from solon.errors import RatingsError
from solon.ratings.read import interpret
from solon.ratings.workbook import export_workbook, is_scoring_workbook, read_workbook
from solon.ratings.workbook.layout import FIRST, column_of, head_of
from solon.ratings.workbook.write import evidence_text

RESULT = example_result()
DIGEST = RESULT.rubric.digest
Fill = dict[tuple[str, str, str], dict[str, Any]]
"""What a rater types, by proposal, criterion and item."""

FILLED: Fill = {
    ("harbour-deal", "due-process", ""): {
        "value": "3 Granted", "rationale": "It says so.", "quote": "=and then", "place": "1-2",
    },
    ("harbour-deal", "equality", ""): {"state": "rated", "low": "1 Silent", "high": "2 Stated"},
    ("harbour-deal", "budget", ""): {"value": 12.5},
    ("harbour-deal", "publication", "findings"): {"value": "partial"},
    ("harbour-deal", "publication", "secrecy"): {"value": "na"},
    ("river-pact", "review", ""): {"state": "not-applicable", "rationale": "No body to review."},
    ("river-pact", "due-process", ""): {"state": "no-evidence"},
    ("salt-road", "review", ""): {"rationale": "To be thought over."},
}  # fmt: skip
READ = {
    ("harbour-deal", "due-process", ""): {
        "value": "3", "rationale": "It says so.", "quote": "=and then", "place": "1-2",
    },
    ("harbour-deal", "equality", ""): {"state": "rated", "low": "1", "high": "2"},
    ("harbour-deal", "budget", ""): {"value": "12.5"},
    ("harbour-deal", "publication", "findings"): {"value": "partial"},
    ("harbour-deal", "publication", "secrecy"): {"value": "na"},
    ("river-pact", "review", ""): {"state": "not-applicable", "rationale": "No body to review."},
    ("river-pact", "due-process", ""): {"state": "no-evidence"},
    ("salt-road", "review", ""): {"state": "unrated", "rationale": "To be thought over."},
}  # fmt: skip


def _export(path: Path) -> Path:
    path.write_bytes(export_workbook(RESULT, "Ada"))
    return path


def _fill(path: Path, fill: Fill) -> Path:
    """Type into a copy of the workbook, as a person would."""
    book = load_workbook(path)
    sheet = book["Ratings"]
    for row in range(FIRST, sheet.max_row + 1):
        key = tuple(
            str(sheet.cell(row, column_of(name)).value or "")
            for name in ("proposal", "criterion", "item")
        )
        for name, value in fill.get(key, {}).items():  # type: ignore[call-overload]
            cell = sheet.cell(row, column_of(name))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    out = path.with_name("filled.xlsx")
    book.save(out)
    return out


def _read(path: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    found = {}
    for row in read_workbook(path, DIGEST):
        rest = dict(row.cells)
        key = (rest.pop("proposal"), rest.pop("criterion"), rest.pop("item", ""))
        assert rest.pop("rater") == "Ada"
        found[key] = rest
    return found


def test_a_row_for_everything_that_can_be_rated(tmp_path: Path) -> None:
    sheet = load_workbook(_export(tmp_path / "w.xlsx"))["Ratings"]
    rows = list(sheet.iter_rows(min_row=FIRST, values_only=True))
    ids = [tuple(row[column_of(key) - 1] or "" for key in ("proposal", "criterion", "item"))
           for row in rows]  # fmt: skip
    expected = [
        (card.proposal.id, criterion.id, item.id if item else "")
        for card in RESULT.scorecards
        for criterion in RESULT.rubric.walk_criteria()
        for item in (criterion.checklist or (None,))
    ]
    assert ids == expected
    suggestion = {ids[i][:2]: row[5] for i, row in enumerate(rows)}
    assert suggestion["river-pact", "due-process"] == "suggested: 2 Stated"
    assert "right to be heard" in str(rows[6][6])
    assert "against: " in str(rows[6][6])
    inputs = range(column_of("state"), column_of("place") + 1)
    assert all(row[column - 1] is None for row in rows for column in inputs)


def test_nothing_of_another_rater_is_inside(tmp_path: Path) -> None:
    with ZipFile(_export(tmp_path / "w.xlsx")) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"Grace", b"Mary", b"Secret thoughts", b"ends in a month"):
        assert word not in everything


def test_only_the_text_search_suggests(tmp_path: Path) -> None:
    sheet = load_workbook(_export(tmp_path / "w.xlsx"))["Ratings"]
    shown = [sheet.cell(row, head_of("Suggestion")).value for row in range(FIRST, FIRST + 24)]
    assert [text for text in shown if text] == [
        "proposals table: 75 %", "suggested: 2 Stated", "suggested: 2 Stated",
        "proposals table: 10 %",
    ]  # fmt: skip


def test_a_sentence_that_two_indicators_hit_is_shown_once() -> None:
    card = next(card for card in RESULT.scorecards if card.proposal.id == "river-pact")
    found = card.criterion("due-process")
    other = found.evidence[0].model_copy(update={"indicator": "another"})
    many = found.model_copy(update={"evidence": (found.evidence[0], other), "evidence_found": 5})
    text = evidence_text(many)
    assert text.count("right to be heard") == 1
    assert text.endswith("and 3 more")


def test_same_result_and_rater_give_the_same_bytes() -> None:
    assert export_workbook(RESULT, "Ada") == export_workbook(example_result(), "Ada")


def test_what_was_filled_in_is_read_and_the_rest_left_out(tmp_path: Path) -> None:
    blank = _export(tmp_path / "w.xlsx")
    assert read_workbook(blank, DIGEST) == []
    filled = _fill(blank, FILLED)
    assert _read(filled) == READ
    rows = interpret(read_workbook(filled), RESULT.rubric, "w")
    assert len(rows) == len(FILLED)
    assert {row.rating.rater for row in rows} == {"Ada"}


def test_libreoffice_may_save_it_and_its_checks_say_ok(tmp_path: Path) -> None:
    saved = recalculate(_fill(_export(tmp_path / "w.xlsx"), FILLED))
    assert is_scoring_workbook(saved)
    assert _read(saved) == READ
    checks = _checks(saved)
    note = ("salt-road", "review", "")
    assert checks.pop(note) == "choose a state or an answer"
    assert checks == {key: "ok" for key in FILLED if key != note}
    cover = {cell.text for cell in cells(saved)["Cover"].values()}
    assert "7 of 24 rows rated" in cover


WRONG: list[tuple[str, str, dict[str, Any], str]] = [
    ("due-process", "", {"state": "not-applicable"}, "say why it does not apply"),
    ("equality", "", {"state": "no-evidence", "value": "1 Silent"}, "state and answer contradict"),
    ("review", "", {"low": "3 Granted", "high": "1 Silent"}, "low is above high"),
    ("budget", "", {"value": "many"}, "off the scale"),
    ("publication", "findings", {"value": "perhaps"}, "off the scale"),
    ("publication", "secrecy", {"state": "maybe"}, "choose the state from the list"),
]
MORE_WRONG: list[tuple[str, str, dict[str, Any], str]] = [
    ("due-process", "", {"value": "9 Beyond"}, "off the scale"),
    ("equality", "", {"low": "1 Silent"}, "a range needs both ends"),
    ("review", "", {"value": "0 Denied", "low": "1 Silent", "high": "2 Stated"},
     "the answer lies outside its range"),
    ("budget", "", {"state": "rated"}, "choose an answer"),
    ("publication", "findings", {"value": "yes"}, "ok"),
    ("publication", "secrecy", {"state": "rated", "value": "na"}, "ok"),
]  # fmt: skip


def test_checks_say_what_the_reader_would_refuse(tmp_path: Path) -> None:
    fill: Fill = {}
    expected = {}
    for proposal, cases in (("river-pact", WRONG), ("salt-road", MORE_WRONG)):
        for criterion, item, typed, words in cases:
            fill[proposal, criterion, item] = typed
            expected[proposal, criterion, item] = words
    # A bare number, and a level's number typed as text, are on the scale too.
    fill["harbour-deal", "due-process", ""] = {"value": 3}
    fill["harbour-deal", "equality", ""] = {"value": "2", "low": 1, "high": "3 Granted"}
    expected["harbour-deal", "due-process", ""] = "ok"
    expected["harbour-deal", "equality", ""] = "ok"
    saved = recalculate(_fill(_export(tmp_path / "w.xlsx"), fill))
    assert _checks(saved) == expected
    for row in read_workbook(saved, DIGEST):
        key = (row.cells["proposal"], row.cells["criterion"], row.cells.get("item", ""))
        if expected[key] == "ok":
            interpret([row], RESULT.rubric, "w")
        else:
            with pytest.raises(RatingsError):
                interpret([row], RESULT.rubric, "w")


def _checks(path: Path) -> dict[tuple[str, str, str], str]:
    from solon.xlsx.cells import letters

    sheet = cells(path)["Ratings"]
    found = {}
    for row in range(FIRST, FIRST + 24):
        check = sheet.get(f"{letters(head_of('Check'))}{row}")
        if check is not None:
            key = tuple(
                sheet[place].text if (place := f"{letters(column_of(name))}{row}") in sheet else ""
                for name in ("proposal", "criterion", "item")
            )
            found[key] = check.text
    return found  # type: ignore[return-value]


def test_sorted_rows_and_moved_columns_are_read_the_same(tmp_path: Path) -> None:
    filled = _fill(_export(tmp_path / "w.xlsx"), FILLED)
    book = load_workbook(filled)
    sheet = book["Ratings"]
    rows = [list(row) for row in sheet.iter_rows(min_row=FIRST, values_only=True)]
    for at, row in enumerate(reversed(rows), FIRST):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str) and value.startswith("=and"):
                cell.data_type = "s"
    sheet.insert_cols(3)
    sheet.column_dimensions["C"].width = 90
    book.save(filled)
    assert _read(filled) == READ


def test_a_workbook_from_another_rubric_is_refused(tmp_path: Path) -> None:
    filled = _fill(_export(tmp_path / "w.xlsx"), FILLED)
    with pytest.raises(RatingsError, match="was made from rubric 'example' with digest"):
        read_workbook(filled, "sha256:" + "1" * 64)


def test_the_digest_stands_in_cells_and_in_properties(tmp_path: Path) -> None:
    path = _export(tmp_path / "w.xlsx")
    for drop in ("cells", "properties"):
        book = load_workbook(path)
        if drop == "cells":
            del book["Solon"]
        else:
            book.custom_doc_props.props = []
        out = tmp_path / f"{drop}.xlsx"
        book.save(out)
        assert is_scoring_workbook(out)
        with pytest.raises(RatingsError, match="was made from rubric"):
            read_workbook(out, "sha256:" + "1" * 64)


def test_dropdowns_point_to_names_and_only_inputs_are_unlocked(tmp_path: Path) -> None:
    book = load_workbook(_export(tmp_path / "w.xlsx"))
    sheet = book["Ratings"]
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert lists
    for validation in lists:
        assert validation.formula1 in book.defined_names
    assert book["Solon"].sheet_state == "hidden"
    assert sheet.protection.sheet
    assert not sheet.protection.password
    inputs = {column_of(key) for key in ("state", "value", "rationale", "quote", "place")}
    for row in sheet.iter_rows(min_row=FIRST):
        for cell in row:
            if cell.column in inputs:
                assert not cell.protection.locked
            elif cell.column not in (column_of("low"), column_of("high")):
                assert cell.protection.locked
    hidden = [sheet.column_dimensions[letter].hidden for letter in ("P", "Q", "R")]
    assert hidden == [True, True, True]


def test_a_row_without_its_ids_is_told_by_cell(tmp_path: Path) -> None:
    filled = _fill(_export(tmp_path / "w.xlsx"), FILLED)
    book = load_workbook(filled)
    book["Ratings"].cell(FIRST, column_of("criterion")).value = None
    book.save(filled)
    with pytest.raises(RatingsError, match=f"Ratings!A{FIRST}  has lost its hidden criterion id"):
        read_workbook(filled)


def test_other_files_are_no_scoring_workbooks(tmp_path: Path) -> None:
    from solon.report.xlsx import render_xlsx

    report = tmp_path / "report.xlsx"
    report.write_bytes(render_xlsx(RESULT))
    text = tmp_path / "text.xlsx"
    text.write_text("proposal,criterion")
    for path in (report, text, tmp_path / "absent.xlsx"):
        assert not is_scoring_workbook(path)
        with pytest.raises(RatingsError):
            read_workbook(path)


def test_untrusted_names_stay_text() -> None:
    result = example_result(title="=1+1")
    sheet = load_workbook(BytesIO(export_workbook(result, "=cmd()")))["Ratings"]
    ours = {head_of("Check")}
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f" or cell.column in ours
