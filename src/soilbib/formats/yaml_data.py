"""YAML as the formats need it: values with the lines they stand on, and no harm from hostile files.

Only plain numbers, true, false and null are told from text: "2004-06-15", "1.10", "012" and "no" stay as they
are written. Nesting is limited before the parser in C, which is recursive, sees the text; and so is what
aliases make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from soilbib.errors import SoilbibError

_MAX_DEPTH = 100
_MAX_EXPANSION = 100_000  # nodes, where aliases are used
_FEW = 200
_OPENERS = re.compile(r"[\[{]")
_DEEP = re.compile(r"(?:[-?:] ?){60}|^[ ]{200}", re.MULTILINE)
_ALIAS = re.compile(r"(?:^|[\s,\[{:-])\*[^\s*,\]}]", re.MULTILINE)
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FLOAT = re.compile(r"-?[0-9]+\.[0-9]+")
_STR = "tag:yaml.org,2002:str"
_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "false": False, "False": False, "": None, "~": None, "null": None, "Null": None,
}  # fmt: skip


class BrokenYamlError(SoilbibError):
    """A text that is no YAML, or none that is safe to read; with line and column counted from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def compose(text: str) -> Any:
    """The node of the document, or None for an empty one; raises `BrokenYamlError`, also where there are more."""
    import yaml

    text = _CONTROL.sub("\ufffd", text.removeprefix("\ufeff"))
    has_aliases = bool(_ALIAS.search(text))
    try:
        if has_aliases or len(_OPENERS.findall(text)) > _FEW or _DEEP.search(text):
            _check_depth(text)
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_node() if loader.check_node() else None
            _check_end(loader)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BrokenYamlError(error.problem or "not YAML", *place) from None
    except yaml.YAMLError as error:
        raise BrokenYamlError(str(error).split("\n", 1)[0]) from None
    if has_aliases and node is not None:
        _check_aliases(node)
    return node


def _check_end(loader: Any) -> None:
    """Refuse a second document, so that it is not passed over; an empty one is only a mark of the end."""
    while loader.check_node():
        node = loader.get_node()
        if node.id != "scalar" or node.value:
            raise BrokenYamlError("more than one document", line_of(node))


def _check_depth(text: str) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise BrokenYamlError(f"nested deeper than {_MAX_DEPTH} levels", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _check_aliases(node: Any) -> None:
    """Refuse what aliases would make too large, and what contains itself."""
    sizes: dict[int, int] = {}

    def size(part: Any) -> int:
        """How many nodes a part has with its aliases resolved; raises `BrokenYamlError` for too many."""
        known = sizes.get(id(part))
        if known == 0:
            raise BrokenYamlError("an alias to what it stands in", part.start_mark.line + 1)
        if known is None:
            sizes[id(part)] = 0
            known = sizes[id(part)] = 1 + sum(size(child) for child in _children(part))
        if known > _MAX_EXPANSION:
            raise BrokenYamlError("aliases that make the file too large", part.start_mark.line + 1)
        return known

    try:
        size(node)
    except RecursionError:
        raise BrokenYamlError("aliases nested too deeply") from None


def _children(node: Any) -> Iterator[Any]:
    if node.id == "sequence":
        yield from node.value
    elif node.id == "mapping":
        for key, value in node.value:
            yield key
            yield value


def value_of(node: Any) -> Any:
    """The plain value of a node; a key that is given again has a number added ("title (2)")."""
    if node.id == "sequence":
        return [value_of(child) for child in node.value]
    if node.id == "mapping":
        values: dict[str, Any] = {}
        for key, child in node.value:
            name = key.value if key.id == "scalar" else "?"
            number = 2
            while name in values:
                name, number = f"{key.value if key.id == 'scalar' else '?'} ({number})", number + 1
            values[name] = value_of(child)
        return values
    return _scalar(node)


def _scalar(node: Any) -> Any:
    text: str = node.value
    if node.style or node.tag == _STR:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) and repr(float(text)) == text else text


def entries(node: Any) -> Iterator[tuple[Any, Any]]:
    """The key and value nodes of a mapping, or the values of a sequence with None for a key."""
    if node.id == "mapping":
        yield from node.value
    elif node.id == "sequence":
        for child in node.value:
            yield None, child


def line_of(node: Any) -> int:
    """The line a node begins on, counted from 1."""
    return int(node.start_mark.line) + 1


def dump(value: Any) -> str:
    """A value as block YAML, keys in their order; what another reader could take for a number or date is quoted."""
    import yaml

    return str(yaml.dump(value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=1_000_000))


@cache
def _dumper() -> Any:
    import yaml

    class Dumper(yaml.CSafeDumper):
        """Without aliases, and with a text for whatever YAML does not know."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    Dumper.add_multi_representer(object, lambda dumper, data: dumper.represent_str(str(data)))
    return Dumper
