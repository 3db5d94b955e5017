"""Ready means proven: every part did what it is there for, once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dispatch.adapters.asterisk.dialplan.net_files import ACTIONS_ACCOUNT
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.probes import ask_sip_options, get, log_in_to_ami
from dispatch.adapters.host.refusal import Refusal
from dispatch.adapters.host.secrets import read_secret
from dispatch.config import Exchange, Settings

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that must have worked.

    Attributes:
        part: The part it speaks for.
        holds: Tries it, bounded by the probes' time limit.
    """

    part: str
    holds: Callable[[], bool]


def list_proofs(settings: Settings) -> list[Proof]:
    """List what must work: a server's /ready asks the database, the exchange is asked twice."""
    layout, certificates = Layout(settings.state), settings.boot.certificates
    authority = certificates.authority if certificates else None
    proofs = [
        Proof(one.name, partial(_serves, one.url, authority)) for one in settings.boot.servers_here
    ]
    for one in settings.boot.exchanges_here:
        proofs.append(Proof(f"asterisk-{one.name}", partial(_takes_calls, layout, one)))
        proofs.append(Proof(f"recorder-{one.name}", partial(_records, layout, one.recorder_url)))
    return proofs


def list_unproven(proofs: list[Proof]) -> list[Proof]:
    """List what does not work yet."""
    return [proof for proof in proofs if not _tried(proof)]


def _tried(proof: Proof) -> bool:
    try:
        return proof.holds()
    except (OSError, Refusal):
        return False


def _serves(url: str, authority: Path | None) -> bool:
    return get(f"{url}/ready", authority=authority).status == 200


def _takes_calls(layout: Layout, exchange: Exchange) -> bool:
    """Ask twice: an exchange stays up with every port taken."""
    secret = read_secret(layout, exchange.ami_secret)
    log_in_to_ami(LOOPBACK, exchange.ami_port, ACTIONS_ACCOUNT, secret)
    return ask_sip_options(exchange.host, exchange.sip_port).startswith("SIP/2.0 ")


def _records(layout: Layout, url: str) -> bool:
    return get(f"{url}/health", token=read_secret(layout, "recorder_api")).status == 200
