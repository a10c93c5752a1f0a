"""YAML 1.2, read safely: plain data with the line and column of every node.

PyYAML's C parser composes the nodes (6 times faster than ruamel.yaml on 5,000 criteria); the
meaning of plain words is ours, because PyYAML's is that of YAML 1.1, where `no` is false.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from solon.errors import Fault

Path_ = tuple[str | int, ...]
"""Keys and positions that lead from the root to a value."""

MAX_BYTES = 20_000_000
MAX_NODES = 400_000
MAX_DEPTH = 60
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STR, _SEQ, _MAP = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


class _Nodes(yaml.CSafeLoader):
    """Composes nodes without YAML 1.1's guesses at what a plain word means."""

    yaml_implicit_resolvers: dict[str, Any] = {}


@dataclass
class Located:
    """Plain data, and where each of its values stands."""

    data: Any
    source: str
    marks: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def where(self, path: Path_) -> str:
        """`file:line:column` of the value, or of the nearest thing above it that exists."""
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return f"{self.source}:{line}:{column}"


def read_yaml(path: Path) -> Located:
    """Read a file. Faults of YAML itself are in `faults`; `data` is None when it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return _unread(str(path), f"larger than {MAX_BYTES // 10**6} MB; not a rubric")
        raw = path.read_bytes()
    except OSError as error:
        return _unread(str(path), f"cannot be read: {error.strerror}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return _unread(f"{path}:{line}:{column}", "not UTF-8; save the file as UTF-8")
    return parse_yaml(text, str(path))


def parse_yaml(text: str, source: str) -> Located:
    """Parse one YAML document from text."""
    located = Located(None, source)
    try:
        # The C composer recurses without a limit, so depth is looked at first, event by event.
        _check_depth(text)
        node = yaml.compose(text, Loader=_Nodes)
    except _TooDeepError as error:
        return _unread(f"{source}:{error.line}:{error.column}", str(error))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
        problem = error.problem or error.context or "not YAML"
        located.faults.append(Fault(where, f"not valid YAML: {problem}"))
        return located
    except yaml.YAMLError as error:
        return _unread(source, f"not valid YAML: {error}")
    if node is None:
        located.faults.append(Fault(f"{source}:1:1", "the file is empty"))
        return located
    located.data = _Builder(located).build(node, ())
    return located


class _TooDeepError(Exception):
    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"nested deeper than {MAX_DEPTH} levels; refused")
        self.line, self.column = line, column


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Nodes):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                raise _TooDeepError(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Builder:
    """Turns nodes into data, counting every visit so that alias bombs end early."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.visits = 0
        self.open: set[int] = set()

    def fault(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        where = f"{self.located.source}:{mark.line + 1}:{mark.column + 1}"
        self.located.faults.append(Fault(where, message))

    def build(self, node: yaml.Node, path: Path_) -> Any:
        self.visits += 1
        if self.visits > MAX_NODES:
            if self.visits == MAX_NODES + 1:
                self.fault(node, f"aliases unfold to more than {MAX_NODES:,} values; refused")
            return None
        if id(node) in self.open:
            self.fault(node, "an alias that contains itself; refused")
            return None
        self.located.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.open.add(id(node))
        try:
            if node.tag not in (_STR, _SEQ, _MAP):
                self.fault(node, f"tag {node.tag!r} is not allowed; write plain values")
                return None
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, path)
            if isinstance(node, yaml.SequenceNode):
                return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
            return _scalar(node) if isinstance(node, yaml.ScalarNode) else None
        finally:
            self.open.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int) or isinstance(key, bool):
                self.fault(key_node, "a key must be a word or a whole number")
                continue
            if key in data:
                self.fault(key_node, f"key {key!r} stands twice here; the second would be lost")
                continue
            data[key] = self.build(value_node, (*path, key))
            if isinstance(value_node, yaml.ScalarNode):
                continue
            # A block that is wrong as a whole is better shown at its key.
            mark = key_node.start_mark
            self.located.marks[(*path, key)] = (mark.line + 1, mark.column + 1)
        return data


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 20 else float(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _unread(where: str, message: str) -> Located:
    return Located(None, where, faults=[Fault(where, message)])
