"""The check beside each row: what the reader would say of it, as a formula, while it is filled."""

from dataclasses import dataclass

OK = "ok"


@dataclass(frozen=True)
class Cells:
    """The row's input cells: `H5`, `I5` and so on."""

    state: str
    value: str
    low: str
    high: str
    rationale: str
    quote: str
    place: str


@dataclass(frozen=True)
class Scale:
    """What may stand in the answer: one of a list, or a number where `entries` is empty."""

    entries: str = ""
    """Name of the range with the dropdown's entries."""
    numbers: str = ""
    """Name of the range with the entries' numbers; empty for the answers of a checklist."""

    def known(self, cell: str) -> str:
        """Whether the cell holds something on the scale."""
        if not self.entries:
            return f"ISNUMBER({cell})"
        # An equation and not COUNTIF, which would take ? and * in a label for wildcards.
        listed = f"({self.entries}={cell})"
        if self.numbers:
            listed += f'+({self.numbers}={cell})+({self.numbers}&""={cell})'
        return f"SUMPRODUCT(1*({listed}>0))>0"

    def number(self, cell: str) -> str:
        """The number that the cell stands for."""
        if not self.entries:
            return cell
        listed = f'({self.entries}={cell})+({self.numbers}={cell})+({self.numbers}&""={cell})'
        return f"SUMPRODUCT((({listed})>0)*{self.numbers})"


def check(cells: Cells, scale: Scale, item: bool, states: str) -> str:
    """The formula. item: the row is one of a checklist's, which takes no range.

    states: name of the range with the states.
    """
    c = cells
    figures = f"{c.value}&{c.low}&{c.high}"
    listed = f"SUMPRODUCT(1*({states}={c.state}))=0"
    notes = f"{c.rationale}&{c.quote}&{c.place}"
    rules = [
        (f'AND({c.state}&{figures}="",{notes}<>"")', "choose a state or an answer"),
        (f'AND({c.state}<>"",{listed})', "choose the state from the list"),
        (f'AND({c.state}<>"",{c.state}<>"rated",{figures}<>"")', "state and answer contradict"),
    ]
    if not item:
        # The same answer, `na`, needs no reason on one item of a checklist.
        rules.append(
            (f'AND({c.state}="not-applicable",TRIM({c.rationale})="")', "say why it does not apply")
        )
    rules.append((f'OR({c.state}="not-applicable",{c.state}="no-evidence")', OK))
    rules.append((f'AND({c.value}="",{c.low}&{c.high}="")', "choose an answer"))
    cells_on_scale = (c.value,) if item else (c.value, c.low, c.high)
    for cell in cells_on_scale:
        rules.append((f'IF({cell}="",FALSE,NOT({scale.known(cell)}))', "off the scale"))
    if not item:
        low, high, value = (scale.number(cell) for cell in (c.low, c.high, c.value))
        rules += [
            (f'({c.low}="")<>({c.high}="")', "a range needs both ends"),
            (f'IF({c.low}="",FALSE,{low}>{high})', "low is above high"),
            (f'IF(OR({c.low}="",{c.value}=""),FALSE,OR({value}<{low},{value}>{high}))',
             "the answer lies outside its range"),
        ]  # fmt: skip
    untouched = f"{c.state}&{figures}&{notes}"
    formula = f'"{OK}"'
    for test, words in reversed(rules):
        formula = f'IF({test},"{words}",{formula})'
    return f'=IF({untouched}="","",{formula})'
