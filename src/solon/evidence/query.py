"""The indicator query language: text to a tree (docs/queries.md)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from solon.errors import QueryError
from solon.evidence.words import WORD, fold

MAX_LENGTH = 4_000
MAX_DISTANCE = 100
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Word:
    """Any form with the same stem."""

    form: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive exact forms; a form ending in `*` stands for every word that begins so."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    left: "Query"
    right: "Query"


@dataclass(frozen=True, slots=True)
class Or:
    left: "Query"
    right: "Query"


@dataclass(frozen=True, slots=True)
class AndNot:
    """Units that the left hits and the right does not."""

    left: "Query"
    right: "Query"


@dataclass(frozen=True, slots=True)
class Near:
    """Both, in either order, with at most `distance` words between them."""

    left: "Query"
    right: "Query"
    distance: int


Query = Word | Phrase | And | Or | AndNot | Near

_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<phrase>"[^"]*")|(?P<quote>")
      |(?P<near>NEAR(?:/(?P<n>\w*))?(?![\w*]))|(?P<key>(?:AND|OR|NOT)(?![\w*-]))
      |(?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


@lru_cache(maxsize=20_000)
def parse_query(text: str) -> Query:
    """Parse a query. Raises QueryError with the 1-based column of what is wrong."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH:,} characters", MAX_LENGTH)
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self.end = len(text) + 1
        self.tokens: list[tuple[str, str, int]] = []
        self.at = 0
        self.depth = 0
        for match in _TOKEN.finditer(text):
            kind, column = match.lastgroup or "", match.start() + 1
            if match["near"]:
                kind = "near"
            if kind == "quote":
                raise QueryError('the query ends inside a phrase; close it with "', column)
            if kind != "space":
                self.tokens.append((kind, match[0], column))

    def parse(self) -> Query:
        if not self.tokens:
            raise QueryError("the query is empty", 1)
        query = self._or()
        if self.at < len(self.tokens):
            _, text, column = self.tokens[self.at]
            raise QueryError(f"{text!r} has no partner here; remove it", column)
        return query

    def _peek(self) -> tuple[str, str, int]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "", self.end)

    def _or(self) -> Query:
        query = self._and()
        while self._peek()[:2] == ("key", "OR"):
            self.at += 1
            query = Or(query, self._and())
        return query

    def _and(self) -> Query:
        query = self._near()
        while True:
            kind, text, _ = self._peek()
            if (kind, text) == ("key", "AND"):
                self.at += 1
                kind, text, _ = self._peek()
                if (kind, text) == ("key", "NOT"):
                    self.at += 1
                    query = AndNot(query, self._near())
                else:
                    query = And(query, self._near())
            elif (kind, text) == ("key", "NOT"):
                self.at += 1
                query = AndNot(query, self._near())
            elif kind in ("word", "phrase", "open"):
                query = And(query, self._near())
            else:
                return query

    def _near(self) -> Query:
        left_column = self._peek()[2]
        query = self._atom()
        while self._peek()[0] == "near":
            _, text, column = self._peek()
            self.at += 1
            number = text.partition("/")[2]
            if not number.isdecimal() or not 0 <= int(number) <= MAX_DISTANCE:
                raise QueryError(
                    f"NEAR needs a distance from 0 to {MAX_DISTANCE}, as in NEAR/8", column
                )
            right_column = self._peek()[2]
            right = self._atom()
            for side, where in ((query, left_column), (right, right_column)):
                if _holds_and(side):
                    raise QueryError("NEAR joins words, phrases and OR, not AND or NOT", where)
            query = Near(query, right, int(number))
        return query

    def _atom(self) -> Query:
        kind, text, column = self._peek()
        self.at += 1
        if kind == "word":
            return _word(text, column)
        if kind == "phrase":
            return _phrase(text[1:-1], column)
        if kind == "open":
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise QueryError(f"brackets are nested deeper than {MAX_DEPTH}", column)
            query = self._or()
            if self._peek()[0] != "close":
                raise QueryError("the bracket is not closed; add )", column)
            self.at += 1
            self.depth -= 1
            return query
        if kind == "end":
            raise QueryError("the query ends where a word or a phrase should follow", column)
        if text == "NOT":
            raise QueryError("NOT needs something before it: write `this NOT that`", column)
        raise QueryError(f"{text!r} stands where a word or a phrase should", column)


def _forms(text: str, column: int) -> tuple[str, ...]:
    """Words of a query, the `*` kept; a star elsewhere than at a word's end is refused."""
    forms: list[str] = []
    at = 0
    for match in WORD.finditer(text):
        if "*" in text[at : match.start()]:
            raise QueryError("* may only end a word", column + text.index("*", at))
        at = match.end()
        star = at < len(text) and text[at] == "*"
        if star:
            at += 1
            if at < len(text) and WORD.match(text, at):
                raise QueryError("* may only end a word", column + at - 1)
            if len(match[0]) < 2:
                raise QueryError("at least two letters must stand before *", column + match.start())
        forms.append(fold(match[0]) + ("*" if star else ""))
    if "*" in text[at:]:
        raise QueryError("* may only end a word", column + text.index("*", at))
    if not forms:
        raise QueryError(f"{text!r} holds no word", column)
    return tuple(forms)


def _word(text: str, column: int) -> Query:
    forms = _forms(text, column)
    if len(forms) == 1 and not forms[0].endswith("*"):
        return Word(forms[0])
    return Phrase(forms)


def _phrase(text: str, column: int) -> Query:
    return Phrase(_forms(text, column + 1))


def _holds_and(query: Query) -> bool:
    if isinstance(query, And | AndNot):
        return True
    if isinstance(query, Or | Near):
        return _holds_and(query.left) or _holds_and(query.right)
    return False
