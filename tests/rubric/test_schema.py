"""The JSON Schema: shipped file up to date, and it accepts what the loader accepts."""

import json

from solon.rubric.load import shipped_rubrics
from solon.rubric.schema import rubric_schema, rubric_schema_text
from solon.shipped import shipped


def test_the_shipped_schema_is_that_of_the_models() -> None:
    path = shipped("rubrics") / "rubric.schema.json"
    assert path.read_text(encoding="utf-8") == rubric_schema_text(), (
        "run: solon rubric schema > rubrics/rubric.schema.json"
    )


def test_keys_are_those_of_the_file_and_carry_their_meaning() -> None:
    schema = rubric_schema()
    floor = schema["$defs"]["Floor"]["properties"]
    assert "not-applicable" in floor
    assert "bought back" in json.dumps(schema) or "buy this back" in floor["because"]["description"]
    assert schema["additionalProperties"] is False


def test_both_forms_of_suggest_are_in_it() -> None:
    short, listed = rubric_schema()["$defs"]["Criterion"]["properties"]["suggest"]["anyOf"]
    assert short["type"] == "object"
    assert listed["type"] == "array"
    assert listed["items"]["$ref"].endswith("SuggestRule")


def test_there_is_a_shipped_rubric() -> None:
    assert "liberal-internationalism" in shipped_rubrics()
