"""One HTTP client for each exchange's recorder: what all wires to the recorders share."""

import logging
from collections.abc import Mapping

import httpx2


def make_clients(
    addresses: Mapping[str, str],
    token: str,
    timeout_s: float,
    transport: httpx2.AsyncBaseTransport | None,
) -> dict[str, httpx2.AsyncClient]:
    """Make them, by the exchange's name.

    Args:
        addresses: The recorder's address by the name of its exchange.
        token: The secret recorder_api.
        timeout_s: For each step of a request.
        transport: Tests may put one in the place of the network.
    """
    # Its own log lines would name whole addresses, and with them callers' numbers.
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    return {
        exchange: httpx2.AsyncClient(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout_s,
            transport=transport,
            trust_env=False,
        )
        for exchange, address in addresses.items()
    }
