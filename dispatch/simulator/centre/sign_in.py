"""Signs a person in, as a page does."""

from collections.abc import Sequence

from dispatch.ports.clock import Clock
from dispatch.simulator.centre.client import Client


async def sign_in(urls: Sequence[str], clock: Clock, *, staff_number: str, password: str) -> Client:
    """Give a client that speaks as a person. Raises Refused."""
    client = Client(urls, clock)
    asked = {"staff_number": staff_number, "password": password}
    try:
        client.token = (await client.act("POST", "/session", asked))["token"]
    except BaseException:
        await client.close()
        raise
    return client
