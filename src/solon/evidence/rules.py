"""Suggestion rules: indicator ids joined by `and`, `or`, `not` and brackets."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from solon.errors import QueryError

_TOKEN = re.compile(r"\s*(?:(?P<bracket>[()])|(?P<word>[\w.-]+)|(?P<other>\S))")
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """A parsed rule: `op` is `is`, `and`, `or` or `not`."""

    op: str
    indicator: str = ""
    parts: tuple["Rule", ...] = ()

    def holds(self, found: Set[str]) -> bool:
        """Whether the rule holds where exactly these indicators have hits."""
        if self.op == "is":
            return self.indicator in found
        if self.op == "and":
            return all(part.holds(found) for part in self.parts)
        if self.op == "or":
            return any(part.holds(found) for part in self.parts)
        return not self.parts[0].holds(found)

    def indicators(self) -> frozenset[str]:
        """Every indicator that the rule names."""
        if self.op == "is":
            return frozenset((self.indicator,))
        return frozenset().union(*(part.indicators() for part in self.parts))

    def rests_on(self, found: Set[str]) -> frozenset[str]:
        """The indicators whose hits make the rule hold: not those that it denies."""
        if self.op == "is":
            return frozenset((self.indicator,)) & found
        if self.op == "not":
            return frozenset()
        return frozenset().union(*(p.rests_on(found) for p in self.parts if p.holds(found)))


@lru_cache(maxsize=20_000)
def parse_rule(text: str) -> Rule:
    """Parse a rule. Raises QueryError with the 1-based column of what is wrong."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self.end = len(text) + 1
        self.tokens: list[tuple[str, int]] = []
        self.at = 0
        self.depth = 0
        for match in _TOKEN.finditer(text):
            token = match["bracket"] or match["word"] or match["other"]
            column = match.end() - len(token) + 1
            if match["other"]:
                raise QueryError(f"{token!r} has no place in a rule", column)
            self.tokens.append((token, column))

    def parse(self) -> Rule:
        if not self.tokens:
            raise QueryError("the rule is empty", 1)
        rule = self._or()
        if self.at < len(self.tokens):
            token, column = self.tokens[self.at]
            raise QueryError(f"{token!r} has no partner here; join ids with and, or", column)
        return rule

    def _peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _or(self) -> Rule:
        parts = [self._and()]
        while self._peek() == "or":
            self.at += 1
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Rule("or", parts=tuple(parts))

    def _and(self) -> Rule:
        parts = [self._not()]
        while self._peek() == "and":
            self.at += 1
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else Rule("and", parts=tuple(parts))

    def _not(self) -> Rule:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"nested deeper than {MAX_DEPTH}", self.tokens[self.at - 1][1])
        try:
            return self._operand()
        finally:
            self.depth -= 1

    def _operand(self) -> Rule:
        if self.at >= len(self.tokens):
            raise QueryError("the rule ends where an indicator should follow", self.end)
        token, column = self.tokens[self.at]
        self.at += 1
        if token == "not":
            return Rule("not", parts=(self._not(),))
        if token == "(":
            rule = self._or()
            if self._peek() != ")":
                raise QueryError("the bracket is not closed; add )", column)
            self.at += 1
            return rule
        if token in (")", "and", "or"):
            raise QueryError(f"{token!r} stands where an indicator should", column)
        return Rule("is", token)
