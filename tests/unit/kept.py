"""Values of one kind in a dictionary."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from dispatch.domain.errors import DomainError

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, in the order in which they came."""

    def __init__(
        self,
        values: Sequence[V],
        key: Callable[[V], K],
        missing: Callable[[], DomainError] = DomainError,
    ) -> None:
        self._key = key
        self._missing = missing
        self._rows = {key(value): value for value in values}

    def __getitem__(self, key: K) -> V:
        return self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[V]:
        return iter(list(self._rows.values()))

    def __len__(self) -> int:
        return len(self._rows)

    async def save(self, value: V, /) -> None:
        """Store a value, new or changed."""
        self._rows[self._key(value)] = value

    def known(self, key: K) -> V:
        """Give a value, or refuse."""
        if key not in self._rows:
            raise self._missing()
        return self._rows[key]

    def find_key(self, key: K) -> V | None:
        """Find a value."""
        return self._rows.get(key)

    def drop(self, key: K) -> None:
        """Take a value away, if it is there."""
        self._rows.pop(key, None)
