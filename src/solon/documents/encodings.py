"""Bytes to text: by mark, as UTF-8, else by guess."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WIDE = ("big5", "cp932", "cp949", "cp950", "euc", "gb", "hz", "iso2022", "johab", "shift")
_SAMPLE = 200_000
_WESTERN = {"ascii", "latin_1", "cp1252", "iso8859_15", "iso8859_1", "cp1250", "hp_roman8",
            "mac_roman", "cp437", "cp850", "cp858", "iso8859_9", "cp1254", "iso8859_3", "cp1257",
            "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_16", "mac_iceland"}  # fmt: skip


def decode(raw: bytes) -> tuple[str, str]:
    """The text of `raw` and the encoding that it was read in.

    A byte-order mark decides, then UTF-8, then charset-normalizer's guess; what it takes for one
    of the Western one-byte encodings is read as Windows-1252, by far the commonest of them.
    Raises ValueError where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    guess = best.encoding if best is not None else "cp1252"
    encoding = "cp1252" if guess in _WESTERN or _mostly_ascii(raw, guess) else guess
    for candidate in (encoding, guess, "latin-1"):
        try:
            return raw.decode(candidate), candidate
        except (UnicodeDecodeError, LookupError):
            continue
    raise ValueError("no encoding fits")


def _mostly_ascii(raw: bytes, guess: str) -> bool:
    """Whether a guess at Chinese, Japanese or Korean is belied by too few bytes beyond ASCII.

    A short Western text with a few accents fits such an encoding too, and comes out as nonsense.
    """
    wide = guess.startswith(_WIDE)
    beyond = sum(byte > 127 for byte in raw[:_SAMPLE])
    return wide and beyond < 0.2 * len(raw[:_SAMPLE])
