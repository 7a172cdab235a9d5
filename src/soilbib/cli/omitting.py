"""Records without some of their fields, such as what is nobody else's business (``--omit``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from soilbib.model import Record


class Omitting:
    """Takes fields out of records, by CSL's names or those of their source: "abstract", "keywords", "file".

    Case and a plural make no difference. ``unmet`` are the names that no record has had so far.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = {_folded(name): name for name in names}
        self._met: set[str] = set()

    def __call__(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records without the fields."""
        for record in records:
            extra = {name: self._left(fields) for name, fields in record.extra.items()}
            yield record.replace(
                names=self._left(record.names),
                dates=self._left(record.dates),
                fields=self._left(record.fields),
                extra={name: fields for name, fields in extra.items() if fields},
                truncated=tuple(name for name in record.truncated if _folded(name) not in self._names),
            )

    @property
    def unmet(self) -> tuple[str, ...]:
        """The names, as they were given, that no record had."""
        return tuple(name for folded, name in self._names.items() if folded not in self._met)

    def _left(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        met = {name for name in fields if _folded(name) in self._names}
        self._met.update(map(_folded, met))
        return {name: value for name, value in fields.items() if name not in met}


def _folded(name: str) -> str:
    return name.casefold().removesuffix("s")
