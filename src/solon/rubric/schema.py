"""The JSON Schema of the rubric format, from which editors complete and check."""

from json import dumps
from typing import Any

from solon.rubric.model import Rubric


def rubric_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a rubric file, made from the models."""
    schema = Rubric.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Solon rubric/1"
    suggest = schema["$defs"]["Criterion"]["properties"]["suggest"]
    # The short form, `{3: hearing and appeal}`, is turned into rules before the models see it.
    short = {
        "type": "object",
        "propertyNames": {"pattern": "^-?[0-9]+$"},
        "additionalProperties": {"type": "string", "minLength": 1},
    }
    listed = {key: suggest.pop(key) for key in ("items", "type") if key in suggest}
    suggest["anyOf"] = [short, listed]
    return schema


def rubric_schema_text() -> str:
    """The schema as a file's text, keys sorted."""
    return dumps(rubric_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
