"""Counts as lists print them: 3 as `3`, `c`, `C`, `iii` or `III`."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)  # fmt: skip
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")


def counted(count: int, style: str) -> str:
    """`count` in one of Word's styles (`decimal`, `lowerLetter`, `upperRoman` …).

    A count that the style cannot print (none below 1 is a letter), and a style that is not known,
    come out in figures; `bullet` and `none` come out empty.
    """
    if style in ("bullet", "none"):
        return ""
    if style == "decimalZero":
        return f"{count:02d}"
    if style == "ordinal":
        return f"{count}{_suffix(count)}"
    if count < 1:
        return str(count)
    if style in ("lowerLetter", "upperLetter"):
        # Word goes on from z with aa, bb, cc.
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman") and count < 4000:
        roman = _roman(count)
        return roman if style == "lowerRoman" else roman.upper()
    if style == "cardinalText" and count < 100:
        if count < 20:
            return _ONES[count - 1]
        ones = f"-{_ONES[count % 10 - 1]}" if count % 10 else ""
        return f"{_TENS[count // 10 - 2]}{ones}"
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, figure in _ROMAN:
        text += figure * (count // worth)
        count %= worth
    return text


def _suffix(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
