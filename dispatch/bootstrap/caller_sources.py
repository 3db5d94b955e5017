"""Wires who is asked where a caller is."""

from collections.abc import Callable
from datetime import datetime

from dispatch.adapters.caller_sources.http_provider import HttpPlaceProvider
from dispatch.config import Settings

PEER_KEPT_S, NETWORK_KEPT_S = 3_600.0, 30.0
"""A registered address stands for long; a telephone moves."""


def make_providers(
    settings: Settings, now: Callable[[], datetime]
) -> tuple[HttpPlaceProvider, HttpPlaceProvider]:
    """Make peer and network; secrets/source_NAME holds the token where the other side wants one."""
    return (
        _make_provider(settings, "peer", kept_s=PEER_KEPT_S, now=now),
        _make_provider(settings, "network", kept_s=NETWORK_KEPT_S, now=now),
    )


def _make_provider(
    settings: Settings, name: str, *, kept_s: float, now: Callable[[], datetime]
) -> HttpPlaceProvider:
    try:
        token = settings.secret(f"source_{name}").get_secret_value()
    except FileNotFoundError:
        token = None
    return HttpPlaceProvider(name, kept_s=kept_s, now=now, token=token)
