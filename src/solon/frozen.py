"""The base of every value that Solon passes on: frozen, closed, without NaN."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that cannot change, refuses unknown keys, and cannot hold NaN or infinity."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        populate_by_name=True,
    )
