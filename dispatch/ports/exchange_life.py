"""Whether an exchange lives, as this server can find out."""

from typing import Protocol

from dispatch.domain.exchange_picture import ExchangePicture


class ExchangeLife(Protocol):
    """The signs of life of one exchange."""

    @property
    def heard(self) -> bool:
        """Whether it tells this server everything now."""
        ...

    async def answers(self) -> bool:
        """Ask whether it answers a telephone's question; bounded."""
        ...

    async def heard_elsewhere(self) -> bool:
        """Ask whether another living server says that it is well; DatabaseAway."""
        ...

    async def tell(self, picture: ExchangePicture) -> None:
        """Tell a picture of it behind all that it reported itself."""
