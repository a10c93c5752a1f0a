"""Words: how text and queries fall into comparable forms and stems."""

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""Letters and digits; an apostrophe inside belongs to the word, a hyphen parts two words."""

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def fold(word: str) -> str:
    """The form under which a word is compared: case and ligatures folded, apostrophes straight."""
    if word.isascii():
        return word.lower()
    return normalize("NFKC", word).casefold().replace("’", "'")


def has_stemmer(language: str) -> bool:
    """Whether words of this BCP 47 language are stemmed."""
    return language.partition("-")[0].lower() in _SNOWBALL


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str]:
    """The Snowball stemmer of a BCP 47 language; words are their own stems where there is none."""
    if not has_stemmer(language):
        return str
    name = _SNOWBALL[language.partition("-")[0].lower()]
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer(name, 100_000).stemWord
    return stem
