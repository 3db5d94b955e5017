"""The token of a vehicle terminal that speaks HTTP; shown once, only its hash is kept."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TerminalToken:
    """Who may speak as a terminal.

    Args:
        device: The terminal's name, as a vehicle's tracker has it; or a forwarding server's.
        token_hash: SHA-256.
        issued_by: Staff number.
    """

    device: str
    token_hash: bytes
    issued_at: datetime
    issued_by: str
