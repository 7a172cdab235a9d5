"""Store: values set aside in a temporary file, read back one by one."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from mmap import ACCESS_READ, mmap
from operator import eq
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from soilbib.model import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
_ENCODE = msgspec.msgpack.Encoder(enc_hook=str).encode


class Span(msgspec.Struct, frozen=True):
    """Where some values stand in a store's file: the path, and for each value its first byte and its length."""

    path: str
    starts: Any
    sizes: Any


class Store(Generic[T], Sequence[T]):
    """Values of one type in a file of their own, which is gone with the store."""

    def __init__(self, kind: type[T]) -> None:
        self._file = tempfile.NamedTemporaryFile(prefix="soilbib-", buffering=0)  # noqa: SIM115 - it lives as long as this
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._starts, self._sizes, self._end = array("q"), array("q"), 0

    def extend(self, values: Iterable[T]) -> None:
        """Add values at the end."""
        self.extend_encoded(*encode_all(values))

    def extend_encoded(self, data: bytes, sizes: Iterable[int]) -> None:
        """Add values that are encoded already, each so many bytes long."""
        self._file.seek(self._end)
        self._file.write(data)
        for size in sizes:
            self._starts.append(self._end)
            self._sizes.append(size)
            self._end += size

    def __len__(self) -> int:
        return len(self._sizes)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        self._file.seek(self._starts[index])
        return self._decode(self._file.read(self._sizes[index]))

    def span(self, rows: NDArray[Any] | slice) -> Span:
        """Where some of the values stand, for another process to read."""
        import numpy

        columns = (numpy.asarray(self._starts), numpy.asarray(self._sizes))
        return Span(self._file.name, *(column[rows].copy() for column in columns))


class RecordStore(Store[Record]):
    """Records set aside; their ids are at hand."""

    def __init__(self) -> None:
        super().__init__(Record)
        self.ids: list[str] = []

    def extend(self, values: Iterable[Record]) -> None:
        """Add records at the end."""
        values = list(values)
        self.ids += [record.id for record in values]
        super().extend(values)


def read_span(span: Span, kind: type[T]) -> list[T]:
    """The values of a span."""
    if not len(span.starts):
        return []
    decode = msgspec.msgpack.Decoder(kind).decode
    places = zip(span.starts.tolist(), (span.starts + span.sizes).tolist(), strict=True)
    with open(span.path, "rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:  # noqa: PTH123 - quicker
        return [decode(data[start:end]) for start, end in places]


def encode_all(values: Iterable[Any]) -> tuple[bytes, list[int]]:
    """Values encoded one after the other, and the length of each; `Store.extend_encoded` takes them."""
    encoded = [_ENCODE(value) for value in values]
    return b"".join(encoded), [len(data) for data in encoded]


class Computed(Generic[T], Sequence[T]):
    """Values that are worked out when they are asked for; equal to any sequence of the same values."""

    def __init__(self, size: int, value: Callable[[int], T]) -> None:
        self._size, self._value = size, value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as it is for lists

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T]:
        return map(self._value, range(self._size))

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        positions = range(self._size)[index]
        return (
            self._value(positions)
            if isinstance(positions, int)
            else [self._value(each) for each in positions]
        )
