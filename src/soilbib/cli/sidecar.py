"""The sidecar: what an output cannot hold, kept in a file beside it, so that A → B → A gives A again.

It is found out by reading the output again: for each record the parts in which it then differs, as it was
and as it is read back. On the way back each part that is still read as it was then gets its old value; one
that was changed in between stays changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
import msgspec

from soilbib import formats
from soilbib.cli.report import hash_file
from soilbib.files import STDIN
from soilbib.formats.spool import Spool
from soilbib.model import Record
from soilbib.output import OutputFile
from soilbib.streams import open_input

_KIND = "soilbib sidecar"
_AHEAD = 50
_PARTS = ("names", "dates", "fields")


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one record lost: part → the value it had and the one that is read back, each in a list, empty if absent.

    ``position`` and ``id`` find the record in the output. ``record`` is one that is not read back at all and
    belongs before that position; ``dropped`` says that the one there is none of the original ones. ``order``
    keeps the order of a part's keys where it is another.
    """

    position: int
    id: str = ""
    parts: dict[str, tuple[list[Any], list[Any]]] = {}
    order: dict[str, list[str]] = {}
    record: Record | None = None
    dropped: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """The whole sidecar: which output it belongs to, what that was made of, and the changes."""

    kind: str
    output: dict[str, str]
    inputs: list[str]
    changes: list[Change]


class Sidecar:
    """The sidecar of one conversion: a new one that is written, or one that is put back."""

    def __init__(self, path: str, output: str, inputs: list[str], sheet: Sheet | None) -> None:
        self._path, self._output, self._inputs, self._sheet = path, output, inputs, sheet
        self._spool = Spool()

    @classmethod
    def find(cls, path: str | None, inputs: Sequence[str], output: str) -> Sidecar | None:
        """The sidecar of that name: put back where it belongs to the input, else written anew.

        Raises a usage error where it belongs to something else, or where there is no output file to go with.
        """
        if not path:
            return None
        names = [Path(name).name for name in inputs]
        sheet = _load(path) if Path(path).exists() else None
        if sheet and _belongs(sheet, inputs):
            return cls(path, output, names, sheet)
        if output == STDIN:
            what = "is another output's" if sheet else "is not there"
            raise click.UsageError(f"the sidecar {path} {what}, and a new one needs an output file (-o)")
        if sheet and sheet.output["name"] != Path(output).name and sheet.inputs != names:
            raise click.UsageError(f"{path} is the sidecar of {sheet.output['name']}; name another file")
        return cls(path, output, names, None)

    @staticmethod
    def belongs(path: Path, inputs: Sequence[str]) -> bool:
        """Whether there is a sidecar of that name that belongs to the inputs."""
        return path.exists() and _belongs(_load(str(path)), inputs)

    def __call__(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records with what they had lost, or, for a new sidecar, as they are."""
        return _restore(records, self._sheet.changes) if self._sheet else self._spool.passing(records)

    def write(self, target: str) -> None:
        """Write a new sidecar, now that the output is there; nothing for one that was put back."""
        if self._sheet:
            return
        entry, items = formats.open_records(open_input(self._output), target)
        again = (item for item in items if isinstance(item, Record))
        output = {"name": Path(self._output).name, "format": entry.name, "sha256": hash_file(self._output)}
        with self._spool, OutputFile(self._path) as file:
            head = Sheet(_KIND, output, self._inputs, [])
            file.write(msgspec.json.encode(head).decode().removesuffix("]}"))
            opening = "\n"
            for change in _changes(self._spool, again):
                file.write(opening + msgspec.json.encode(change, enc_hook=str).decode())
                opening = ",\n"
            file.write("\n]}\n")


def _load(path: str) -> Sheet:
    try:
        sheet = msgspec.json.decode(Path(path).read_bytes(), type=Sheet)
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError):
        raise click.UsageError(f"{path} is there and is no sidecar of soilbib's; name another file") from None
    if sheet.kind != _KIND:
        raise click.UsageError(f"{path} is there and is no sidecar of soilbib's; name another file")
    return sheet


def _belongs(sheet: Sheet, inputs: Sequence[str]) -> bool:
    if len(inputs) != 1:
        return False
    (name,) = inputs
    same_bytes = Path(name).is_file() and hash_file(name) == sheet.output["sha256"]
    return same_bytes or (Path(name).name == sheet.output["name"] and sheet.inputs != [Path(name).name])


def _changes(before: Iterable[Record], after: Iterator[Record]) -> Iterator[Change]:
    """What each record lost, beside what is read back: the one of its id among the next few, or the next."""
    ahead: deque[Record] = deque()
    position = 0
    for record in before:
        ahead.extend(islice(after, _AHEAD - len(ahead)))
        if not ahead:
            yield Change(position, record=record)
            continue
        for _ in range(next((number for number, other in enumerate(ahead) if other.id == record.id), 0)):
            yield Change(position, ahead.popleft().id, dropped=True)
            position += 1
        change = _change(position, record, ahead.popleft())
        if change.parts or change.order:
            yield change
        position += 1
    for number, again in enumerate(chain(ahead, after), start=position):
        yield Change(number, again.id, dropped=True)


def _change(position: int, record: Record, again: Record) -> Change:
    old, new = _flatten(record), _flatten(again)
    parts = {
        key: ([old[key]] if key in old else [], [new[key]] if key in new else [])
        for key in (*old, *(key for key in new if key not in old))
        if key not in old or key not in new or old[key] != new[key]
    }
    change = Change(position, again.id, parts)
    patched = _patch(again, change)
    order = {
        name: list(getattr(record, name))
        for name in _PARTS
        if list(getattr(record, name)) != list(getattr(patched, name))
    }
    return msgspec.structs.replace(change, order=order)


def _flatten(record: Record) -> dict[str, Any]:
    """The parts of a record by name: "fields/title", "extra/ris/XX"; its source left aside."""
    flat: dict[str, Any] = {"id": record.id, "type": record.type, "truncated": list(record.truncated)}
    for name in _PARTS:
        values = msgspec.to_builtins(getattr(record, name), enc_hook=str)
        flat.update({f"{name}/{key}": value for key, value in values.items()})
    for name, values in record.extra.items():
        for key, value in msgspec.to_builtins(values, enc_hook=str).items():
            flat[f"extra/{name}/{key}"] = value
    return flat


def _patch(record: Record, change: Change) -> Record:
    """The record with the old value of each part that is as it was read back before."""
    flat = _flatten(record)
    if record.source.fields.get("id") == "made":
        flat["id"] = ""
    for key, (old, new) in change.parts.items():
        if flat.get(key) == (new[0] if new else None) and (key in flat) == bool(new):
            flat.pop(key, None)
            flat.update({key: old[0]} if old else {})
    flat["id"] = flat.get("id") or record.id
    return _unflatten(flat, change.order, record)


def _unflatten(flat: dict[str, Any], order: dict[str, list[str]], record: Record) -> Record:
    built: dict[str, Any] = {name: {} for name in _PARTS}
    extra: dict[str, dict[str, Any]] = {}
    for path, value in flat.items():
        name, _, key = path.partition("/")
        if name == "extra":
            format_name, _, key = key.partition("/")
            extra.setdefault(format_name, {})[key] = value
        elif key:
            built[name][key] = value
        else:
            built[name] = value
    for name, keys in order.items():
        values = built[name]
        built[name] = {key: values[key] for key in (*keys, *values) if key in values}
    patched = msgspec.convert({**built, "extra": extra}, Record)
    return patched.replace(source=record.source)


def _restore(records: Iterable[Record], changes: list[Change]) -> Iterator[Record]:
    """Put back what was lost, each change to the record of its id, or at its position where that has no id."""
    by_id: dict[str, deque[Change]] = {}
    by_position: dict[int, Change] = {}
    missing: deque[Change] = deque()
    for change in changes:
        if change.record:
            missing.append(change)
        elif change.id:
            by_id.setdefault(change.id, deque()).append(change)
        else:
            by_position[change.position] = change
    for position, record in enumerate(records):
        while missing and missing[0].position <= position:
            yield missing.popleft().record or Record()
        own = "" if record.source.fields.get("id") == "made" else record.id
        found = by_id[own].popleft() if by_id.get(own) else by_position.get(position) if not own else None
        if found is None:
            yield record
        elif not found.dropped:
            yield _patch(record, found)
    for change in missing:
        yield change.record or Record()
