"""Both command servers, and the one in use."""

from collections.abc import Sequence


class Servers:
    """Addresses of which one is in use; link and requests move together."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = tuple(dict.fromkeys(url.rstrip("/") for url in urls))
        self._place = 0

    def __len__(self) -> int:
        """Count them."""
        return len(self._urls)

    @property
    def current(self) -> str:
        """The address in use."""
        return self._urls[self._place]

    def move_from(self, failed: str) -> None:
        """Go to the next server, unless somebody has already left the one that failed."""
        if failed == self.current:
            self._place = (self._place + 1) % len(self._urls)
