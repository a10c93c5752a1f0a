"""The closed sets of words for a floor's verdict and a proposal's."""

from typing import Literal

FloorVerdict = Literal["met", "breached", "undetermined"]
Verdict = Literal["meets-floors", "breaches-floors", "undetermined", "no-floors"]
