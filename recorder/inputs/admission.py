"""Whose packets are heard on a channel: one sender at a time, a stranger is refused and told."""

from dataclasses import dataclass
from typing import Final

from recorder.inputs.rtp import RtpPacket

Address = tuple[str, int]
PAUSE_S: Final = 0.2
"""Another SSRC from the same socket is the sender begun anew once the old one paused so long."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the settings say of senders."""

    payload_type: int
    ssrc: int | None
    from_host: str | None
    gone_after_s: float


class Admission:
    """Decides for each packet."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._ssrc: int | None = None
        self._address: Address | None = None
        self._heard_s = float("-inf")
        self.strangers = 0
        self.refused = 0

    def admits(self, packet: RtpPacket, sender: Address, at_s: float) -> bool:
        """Whether it is of the channel's sender."""
        rules = self._rules
        if rules.from_host not in (None, sender[0]) or rules.ssrc not in (None, packet.ssrc):
            self.strangers += 1
            return False
        if packet.payload_type != rules.payload_type:
            self.refused += 1
            return False
        if packet.ssrc != self._ssrc and not self._is_free(sender, at_s):
            self.strangers += 1
            return False
        self._ssrc, self._address, self._heard_s = packet.ssrc, sender, at_s
        return True

    def take_over(self, packet: RtpPacket, sender: Address, at_s: float) -> None:
        """Our own test tone is the sender now; the true one is heard as soon as it sends."""
        self._ssrc, self._address, self._heard_s = packet.ssrc, sender, at_s - 3600

    def is_another(self, packet: RtpPacket) -> bool:
        """Whether a packet is not of the sender heard last."""
        return packet.ssrc != self._ssrc

    def _is_free(self, sender: Address, at_s: float) -> bool:
        quiet_s = at_s - self._heard_s
        wait_s = PAUSE_S if sender == self._address else self._rules.gone_after_s
        return quiet_s >= wait_s
