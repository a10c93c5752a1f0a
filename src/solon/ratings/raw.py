"""Rows of a table as somebody typed them, each cell with its place, before any meaning."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: text by column name (lower case, stripped), empty cells left out."""

    cells: dict[str, str]
    where: str
    """`ratings.csv:12` or `ratings.xlsx, Sheet1!A12`."""
    places: dict[str, str] = field(default_factory=dict)
    """Place of each cell where the format knows it: `ratings.xlsx, Sheet1!D12`."""

    def at(self, column: str) -> str:
        """Where to look for this cell; the row with the column's name where cells have no place."""
        return self.places.get(column, f"{self.where}, column {column!r}")
