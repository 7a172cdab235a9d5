"""Naming what was lost in writing: a written record is read back, unless it is known what would be read.

The promise is that every loss is named. Reading back keeps it, and costs more than writing does. But most records are
plain, and in one frame values of one kind are read alike (`soilbib.formats.plain` says what these are). What became
of a kind is learnt from the first record that has it: the value was there again, or it was gone. A record of which all
kinds are known needs no reading. Whatever is not plain, and every kind that came back changed, is read back each time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any, TypeAlias

from soilbib.errors import Loss
from soilbib.formats.losses import find_losses, is_same
from soilbib.formats.plain import FORMS, NOTHING, SPECIAL, Form, Kind, Shape, shape_of
from soilbib.model import Record
from soilbib.model.keys import make_id

Compare: TypeAlias = Callable[[Record, Record | None], Iterable[Loss]]
"""(a record, what it is read back as) → the losses."""

_MOST_KINDS = 50_000


class _Fates:
    """What became of the plain records of one frame: type, id, and the kinds that were there again or gone.

    ``lost`` are the variables of one kind that are gone.
    """

    def __init__(self, csl_type: str, has_id: bool, lost: frozenset[str]) -> None:
        self.type, self.has_id, self.lost = csl_type, has_id, lost
        self.same: set[Kind] = set()
        self.gone: set[Kind] = set()
        self.is_sure, self.keeps_all = True, has_id and not lost

    def agrees(self, other: _Fates) -> bool:
        """Whether another record of the frame came back with the same type, id and losses."""
        return (self.type, self.has_id, self.lost) == (other.type, other.has_id, other.lost)


class ReadBack:
    """The losses of written records, in one run of a writer.

    ``read`` gives the record of what was written, ``compare`` the losses; ``special``, ``forms`` and ``kept`` are those
    of `shape_of`. With ``makes_ids`` an id that was not written counts as kept where the same would be
    made for what is read.
    """

    def __init__(
        self,
        format: str,  # noqa: A002
        title: str,
        read: Callable[[Any], Record | None],
        special: Collection[str] = SPECIAL,
        *,
        forms: Mapping[str, Form] = FORMS,
        kept: Callable[[str], bool] | None = None,
        makes_ids: bool = False,
        compare: Compare | None = None,
    ) -> None:
        self._format, self._title, self._read, self._makes_ids = format, title, read, makes_ids
        self._special, self._forms, self._kept = special, forms, kept
        self._compare = compare or (lambda record, again: find_losses(record, again, title, format))
        self._known: dict[Hashable, _Fates] = {}
        self._count = 0

    def losses(self, record: Record, written: Any, *, alike: bool = True) -> Iterable[Loss]:
        """What was lost of a record, given what was written of it, which is read if it is not ``alike`` to others."""
        own = record.extra.get(self._format, NOTHING)
        shape = shape_of(record, self._forms, self._special, own, self._kept) if alike else None
        fates = self._known.get(shape.frame) if shape else None
        if shape and fates and fates.is_sure:
            if fates.same.issuperset(shape.kinds):
                if fates.keeps_all and fates.type == record.type and bool(own) == len(record.extra):
                    return ()
                return self._compare(record, self._with_id(record, self._rest(record, fates, fates.lost)))
            gone = [kind for kind in shape.kinds if kind not in fates.same]
            if fates.gone.issuperset(gone):
                names = fates.lost.union(variable for variable, _ in gone)
                return self._compare(record, self._with_id(record, self._rest(record, fates, names)))
        again = self._read(written)
        if shape and again:
            self._learn(shape, record, again)
        return self._compare(record, self._with_id(record, again))

    def losses_beside(self, record: Record) -> Iterable[Loss]:
        """What was lost of a record of which all is known to be there again but for what other formats keep in it."""
        own = record.extra.get(self._format)
        if len(record.extra) <= bool(own):
            return ()
        return self._compare(record, record.replace(extra={self._format: own} if own else {}))

    def _with_id(self, record: Record, again: Record | None) -> Record | None:
        """What was read, with the id that is made for it where it has none."""
        if again is None or again.id or not record.id or not self._makes_ids:
            return again
        return again.replace(id=make_id(again))

    def _learn(self, shape: Shape, record: Record, again: Record) -> None:
        """Note what became of the kinds of a record, unless there is more in it than was written."""
        before, after = _values(record), _values(again)
        own, again_own = (each.extra.get(self._format, NOTHING) for each in (record, again))
        if own != again_own or not after.keys() <= before.keys():
            return
        if self._count > _MOST_KINDS:
            self._known.clear()
            self._count = 0
        self._count += len(shape.kinds)
        gone = before.keys() - after.keys()
        changed = {name for name, value in after.items() if not is_same(before[name], value)}
        changed |= {"id"} if again.id not in ("", record.id) else set()
        of_many = {name for name, _ in shape.kinds}
        found = _Fates(again.type, bool(again.id), frozenset(gone - of_many))
        fates = self._known.setdefault(shape.frame, found)
        cut = tuple(name for name in record.truncated if name not in gone)
        fates.gone.update(kind for kind in shape.kinds if kind[0] in gone)
        fates.same.update(kind for kind in shape.kinds if kind[0] not in gone and kind[0] not in changed)
        agrees = fates.agrees(found) and cut == again.truncated and fates.same.isdisjoint(fates.gone)
        fates.is_sure = fates.is_sure and agrees and changed <= of_many

    def _rest(self, record: Record, fates: _Fates, gone: Collection[str]) -> Record:
        """The record as it would be read."""
        own = record.extra.get(self._format)
        return Record(
            record.id if fates.has_id else "",
            fates.type,
            {variable: value for variable, value in record.names.items() if variable not in gone},
            {variable: value for variable, value in record.dates.items() if variable not in gone},
            {variable: value for variable, value in record.fields.items() if variable not in gone},
            tuple(variable for variable in record.truncated if variable not in gone),
            {self._format: own} if own else {},
        )


def first_record(items: Iterable[object]) -> Record | None:
    """The first record of what a reader gives."""
    return next((item for item in items if isinstance(item, Record)), None)


def _values(record: Record) -> dict[str, Any]:
    return {**record.fields, **record.names, **record.dates}
