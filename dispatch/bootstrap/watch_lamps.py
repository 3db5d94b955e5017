"""Lamps of what an exchange tells besides calls: guessed passwords, silent telephones."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_watch import ExchangeWatch
from dispatch.adapters.asterisk.ami_way import find_way
from dispatch.adapters.asterisk.call_tap import CallTap
from dispatch.adapters.recorder import HttpRecordings
from dispatch.config import Boot, Settings
from dispatch.domain.part import PartState
from dispatch.workers.health import WELL, Finding

GUESSED: Finding = (PartState.DEGRADED, "password_guessed")
SILENT: Finding = (PartState.DEGRADED, "phone_silent")


def find_watched(watches: Mapping[str, ExchangeWatch]) -> dict[str, Finding]:
    """Give the finding of each, by the name of its lamp; a phone has one while it is silent."""
    logins = {
        f"registration:{name}": GUESSED if watch.guessing else WELL
        for name, watch in watches.items()
    }
    silent = {phone for watch in watches.values() for phone in watch.phones.silent}
    return logins | {f"phone:{phone}": SILENT for phone in silent}


# What loses sound now; anything else is a warning.
SOUND_LOST = frozenset({"channel_dead", "channel_closed", "channel_stuck", "channel_unwritable"})


def find_channels(recordings: HttpRecordings) -> dict[str, Finding]:
    """Give the finding of each faulty line or radio input, by its label."""
    return {
        f"channel:{label}": _worst(codes)
        for told in recordings.channel_faults.values()
        for label, codes in told.items()
    }


def _worst(codes: Sequence[str]) -> Finding:
    lost = next((code for code in codes if code in SOUND_LOST), None)
    return (PartState.DEGRADED, codes[0]) if lost is None else (PartState.FAILED, lost)


def make_watches(settings: Settings) -> dict[str, ExchangeWatch]:
    """Make a watch at each exchange, by its name, wherever it stands."""
    return {
        exchange.name: ExchangeWatch(
            exchange.name,
            ami_port=exchange.ami_port,
            secret=settings.secret(exchange.ami_secret).get_secret_value(),
            way=find_way(exchange, settings.boot.certificates),
        )
        for exchange in settings.boot.exchanges
    }


def make_taps(
    boot: Boot, links: Mapping[str, AsteriskLink], now: Callable[[], datetime]
) -> tuple[CallTap, ...]:
    """Listen in at each exchange on this machine; nobody else can."""
    return tuple(
        CallTap(links[one.name], port=one.ami_port, sip_port=one.sip_port, now=now)
        for one in boot.exchanges_here
    )
