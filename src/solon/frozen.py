"""The base of every value that Solon passes on: frozen, closed, without NaN."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

Value = TypeVar("Value")

# JSON is written with sorted keys, and a report made from an opened result must not differ.
SortedDict = Annotated[dict[str, Value], AfterValidator(lambda given: dict(sorted(given.items())))]
"""A dict whose keys stand in alphabetical order, whatever the order in which they came."""


class Frozen(BaseModel):
    """A value that cannot change, refuses unknown keys, and cannot hold NaN or infinity."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        populate_by_name=True,
    )
