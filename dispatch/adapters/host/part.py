"""One process that must live, told once for the runner and for systemd."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One process that must live.

    Attributes:
        name: Its name in logs, locks and on screens.
        command: Runs it in the foreground.
        rank: Small ranks start first and stop last.
        stop_signal: What asks it to end in order.
        stop_within_s: After this it is killed.
    """

    name: str
    command: tuple[str, ...]
    rank: int
    stop_signal: str = "TERM"
    stop_within_s: int = 10
