"""YAML 1.2 read safely: words stay words, nothing is lost or run, every node has its place."""

from pathlib import Path

import pytest

from solon.rubric.yaml import parse_yaml, read_yaml


def told(text: str) -> str:
    located = parse_yaml(text, "f.yaml")
    return "\n".join(map(str, located.faults))


def test_no_is_a_word_and_numbers_are_those_of_yaml_1_2() -> None:
    data = parse_yaml("[no, yes, on, true, null, 012, 1e3, 1:30, 2024-01-01, '5']", "f").data
    assert data == ["no", "yes", "on", True, None, 12, 1000.0, "1:30", "2024-01-01", "5"]


def test_every_value_knows_its_line_and_column() -> None:
    located = parse_yaml("a: 1\nb:\n  - x\n  - {c: 2}\n", "f.yaml")
    assert located.where(("b", 0)) == "f.yaml:3:5"
    assert located.where(("b", 1, "c")) == "f.yaml:4:9"
    assert located.where(("b", 1, "missing")) == "f.yaml:4:5"


def test_a_key_that_stands_twice_is_told() -> None:
    assert "f.yaml:2:1  key 'a' stands twice" in told("a: 1\na: 2\n")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!x 1", "!!set {a}"])
def test_objects_are_refused(tag: str) -> None:
    assert "not allowed" in told(f"a: {tag}\n")


def test_alias_bombs_end_early() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
    )
    assert "aliases unfold" in told(bomb)


def test_an_alias_inside_itself_is_refused() -> None:
    assert "contains itself" in told("a: &a [*a]\n")


def test_deep_nesting_does_not_overflow() -> None:
    assert "nested deeper" in told("[" * 100_000)


@pytest.mark.parametrize("text", ["a: [1\n", "a: 'x\n", "\ta: 1\n", "a: \x01\n", ""])
def test_what_is_no_yaml_is_one_fault(text: str) -> None:
    assert len(parse_yaml(text, "f").faults) == 1


def test_a_file_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    located = read_yaml(path)
    assert located.data is None
    assert f"{path}:2:4" in str(located.faults[0])
    assert "UTF-8" in str(located.faults[0])
