"""One server's links to the exchanges, and how it sees whether they live."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_way import find_way
from dispatch.adapters.host.probes import ask_sip_options
from dispatch.adapters.postgres.part_queries import PostgresPartQueries
from dispatch.config import Boot, Exchange, Settings
from dispatch.domain.exchange_picture import ExchangePicture

ANSWERS_WITHIN_S = 1.0


class AsteriskLife:
    """See `dispatch.ports.exchange_life`.

    Args:
        observer: This server's name.
    """

    def __init__(
        self, exchange: Exchange, link: AsteriskLink, parts: PostgresPartQueries, observer: str
    ) -> None:
        self._exchange = exchange
        self._link = link
        self._parts = parts
        self._observer = observer

    @property
    def heard(self) -> bool:
        """Whether its events reach this server."""
        return self._link.hears

    async def answers(self) -> bool:
        """Ask for its SIP options."""
        host, port = self._exchange.host, self._exchange.sip_port
        try:
            answer = await asyncio.to_thread(
                ask_sip_options, host, port, timeout_s=ANSWERS_WITHIN_S
            )
        except OSError:
            return False
        return answer.startswith("SIP/2.0 ")

    async def heard_elsewhere(self) -> bool:
        """Ask what the other servers said of it last."""
        name = f"exchange:{self._exchange.name}"
        return await self._parts.is_well_elsewhere(name, self._observer)

    async def tell(self, picture: ExchangePicture) -> None:
        """Put the picture behind its signals."""
        await self._link.tell(picture)


def make_links(settings: Settings, now: Callable[[], datetime]) -> dict[str, AsteriskLink]:
    """Make a link to each exchange, by its name, wherever it stands."""
    return {
        exchange.name: AsteriskLink(
            exchange.name,
            ami_port=exchange.ami_port,
            secret=settings.secret(exchange.ami_secret).get_secret_value(),
            now=now,
            way=find_way(exchange, settings.boot.certificates),
        )
        for exchange in settings.boot.exchanges
    }


def make_lives(
    boot: Boot, links: Mapping[str, AsteriskLink], parts: PostgresPartQueries, observer: str
) -> dict[str, AsteriskLife]:
    """Give the signs of life of each exchange, by its name."""
    return {
        exchange.name: AsteriskLife(exchange, links[exchange.name], parts, observer)
        for exchange in boot.exchanges
    }
