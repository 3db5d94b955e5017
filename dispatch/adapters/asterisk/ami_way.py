"""How a server reaches an exchange's manager interface.

On its own machine over loopback; from another host by TLS alone, with a certificate that this
centre's authority vouches for.
"""

import ssl
from dataclasses import dataclass
from pathlib import Path

from dispatch.adapters.asterisk.dialplan.ami_hosts import ENCRYPTED_PORT
from dispatch.config import Certificates, Exchange

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class AmiWay:
    """The way to one exchange's manager interface.

    Args:
        authority: Vouches for the exchange; None on loopback, where nothing is encrypted.
    """

    host: str = LOOPBACK
    authority: Path | None = None

    def __post_init__(self) -> None:
        if self.host != LOOPBACK and self.authority is None:
            raise ValueError("the secret would go over the net in clear")

    def port(self, on_loopback: int) -> int:
        """Give the port, which is another one where it is encrypted."""
        return on_loopback if self.authority is None else ENCRYPTED_PORT

    def trust(self) -> ssl.SSLContext | None:
        """Give what a connection must prove; OSError when the authority's file is not readable."""
        if self.authority is None:
            return None
        return ssl.create_default_context(cafile=self.authority)


ON_THIS_MACHINE = AmiWay()


def find_way(exchange: Exchange, certificates: Certificates | None) -> AmiWay:
    """Give the way to an exchange: loopback where this machine runs it."""
    if exchange.here or exchange.ami_host is None or certificates is None:
        return ON_THIS_MACHINE
    return AmiWay(exchange.ami_host, certificates.authority)
