"""Exit codes, as the contract names them."""

DONE = 0
BAD_INPUT = 2
"""Bad input or usage; every fault was listed."""
FLOOR_BREACHED = 3
"""With --gate: a floor is breached."""
NOT_SURE = 4
"""With --gate: a verdict is undetermined or provisional."""
BELOW_MINIMUM = 5
"""A score is below --min-score, or there is none."""
OWN_FAULT = 70
"""A fault of Solon's own."""
