"""One call of a phone: rings or is rung, talks, holds, ends, or dies without a word."""

import asyncio
import secrets
from collections.abc import Iterable
from enum import StrEnum

from dispatch.simulator.phone.message import (
    Header,
    SipMessage,
    request,
    response,
    tag_of,
    uri_of,
)
from dispatch.simulator.phone.rtp import RtpStream
from dispatch.simulator.phone.sdp import ALAW, ULAW, describe, find_media
from dispatch.simulator.phone.wire import SipWire

SDP: Header = ("Content-Type", "application/sdp")


class LegState(StrEnum):
    """Where a leg stands."""

    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class Leg:
    """One end of a call.

    Attributes:
        media: What it says and hears.
        state: Where it stands.
        ended_by: What ended it, such as BYE, CANCEL, 486, vanished; None while it lives.
        reason: Its Reason header.
        peer: The other party's address header, as received or called.
        invite: The INVITE that began it.
    """

    def __init__(self, wire: SipWire, invite: SipMessage, *, own: str, peer: str) -> None:
        self.media = RtpStream(wire.address[0])
        self.state = LegState.RINGING
        self.ended_by: str | None = None
        self.reason = ""
        self.invite = invite
        self.peer = peer
        self._wire = wire
        self._own = own
        self._target = uri_of(invite.first("contact")) or uri_of(peer)
        self._number = 1
        self._version = 1
        self._laws: tuple[int, ...] = (ALAW, ULAW)
        self._changed = asyncio.Event()

    async def wait_for(self, *states: LegState, timeout_s: float = 30.0) -> None:
        """Wait until the leg is in one of these states; TimeoutError when it does not come."""
        async with asyncio.timeout(timeout_s):
            while self.state not in states:
                self._changed.clear()
                await self._changed.wait()

    def answer(self) -> None:
        """Take a call that rings here; it talks as soon as the other party has acknowledged."""
        if self.state is LegState.RINGING:
            self._answer_invite(self.invite)

    def refuse(self, status: int = 486, words: str = "Busy Here") -> None:
        """Turn a call that rings here away."""
        if self.state is LegState.RINGING:
            self._reply(self.invite, status, words)
            self._end(str(status))

    async def hang_up(self, *headers: Header) -> None:
        """End a call that talks, or is about to, on purpose."""
        await self.wait_for(LegState.TALKING, LegState.ENDED)
        if self.state is LegState.TALKING:
            self._end("own BYE")
            await self._ask("BYE", headers)

    async def give_up(self) -> None:
        """Stop calling before anybody answered."""
        if self.state is LegState.RINGING:
            await self._wire.ask(self._same_transaction("CANCEL", self.invite.first("to")))

    async def hold(self) -> None:
        """Put the other party on hold."""
        await self._offer("sendonly")

    async def retrieve(self) -> None:
        """Take the other party back from hold."""
        await self._offer("sendrecv")

    def vanish(self) -> None:
        """Die without a word, as a crashed page or an unplugged phone does."""
        self._wire.forget(self.invite.call_id)
        self._end("vanished")

    def take_request(self, message: SipMessage) -> None:
        """Handle a request of the other party within this call."""
        match message.method:
            case "INVITE" if message.first("cseq") == self.invite.first("cseq"):
                self._wire.repeat(message)
            case "INVITE" | "UPDATE":
                self._answer_invite(message)
            case "BYE" | "CANCEL":
                self._take_end(message)
            case "ACK":
                self._take_acknowledgement()
            case _:
                self._reply(message, 200, "OK")

    def take_answer(self, answer: SipMessage) -> None:
        """Take the other party's 200 to our INVITE."""
        self.peer, self._target = answer.first("to"), uri_of(answer.first("contact"))
        self._talk_to(answer)
        self._acknowledge(answer)
        self._become(LegState.TALKING)

    def take_refusal(self, answer: SipMessage) -> None:
        """Take the other party's final no to our INVITE."""
        self._wire.send(self._same_transaction("ACK", answer.first("to")))
        self._end(str(answer.status))

    def ask_again(self, answer: SipMessage, authorization: Header) -> None:
        """Begin anew with the answer to the other party's challenge of our INVITE."""
        self._wire.send(self._same_transaction("ACK", answer.first("to")))
        self._number += 1
        changed = {
            "Via": self._wire.via(secrets.token_hex(8)),
            "CSeq": f"{self._number} INVITE",
        }
        kept = ((name, changed.get(name, value)) for name, value in self.invite.headers)
        self.invite = SipMessage(self.invite.start, (*kept, authorization))

    def _take_acknowledgement(self) -> None:
        if self.state is LegState.RINGING:
            self._become(LegState.TALKING)

    def _take_end(self, message: SipMessage) -> None:
        self.reason = message.first("reason")
        self._reply(message, 200, "OK")
        if message.method == "CANCEL" and self.state is LegState.RINGING:
            self._reply(self.invite, 487, "Request Terminated")
        self._end(message.method)

    def _answer_invite(self, message: SipMessage) -> None:
        self._talk_to(message)
        body = self._description("sendrecv")
        self._reply(message, 200, "OK", [SDP, ("Contact", self._wire.contact)], body)

    def _talk_to(self, message: SipMessage) -> None:
        media = find_media(message.body)
        if media is not None:
            self._laws = (media.law,)
            self.media.send_to(media)

    def _reply(
        self,
        to: SipMessage,
        status: int,
        words: str,
        extra: Iterable[Header] = (),
        body: bytes = b"",
    ) -> None:
        tag = tag_of(self._own)
        self._wire.reply(to, response(to, status, words, extra, tag=tag, body=body))

    async def _offer(self, direction: str) -> None:
        await self.wait_for(LegState.TALKING)
        body = self._description(direction)
        answer = await self._ask("INVITE", [SDP, ("Contact", self._wire.contact)], body)
        self._acknowledge(answer)

    async def _ask(self, method: str, extra: Iterable[Header], body: bytes = b"") -> SipMessage:
        self._number += 1
        return await self._wire.ask(self._request(method, self._number, extra, body))

    def _acknowledge(self, answer: SipMessage) -> None:
        number = int(answer.first("cseq").split(" ")[0])
        self._wire.send(self._request("ACK", number, ()))

    def _request(
        self, method: str, number: int, extra: Iterable[Header], body: bytes = b""
    ) -> SipMessage:
        headers = [
            ("Via", self._wire.via(secrets.token_hex(8))),
            ("Max-Forwards", "70"),
            ("From", self._own),
            ("To", self.peer),
            ("Call-ID", self.invite.call_id),
            ("CSeq", f"{number} {method}"),
            *extra,
        ]
        return request(method, self._target, headers, body)

    def _same_transaction(self, method: str, to: str) -> SipMessage:
        number, uri = self.invite.first("cseq").split(" ")[0], self.invite.start.split(" ")[1]
        kept = [(name, self.invite.first(name)) for name in ("Via", "From", "Call-ID")]
        headers = [*kept, ("To", to), ("CSeq", f"{number} {method}"), ("Max-Forwards", "70")]
        return request(method, uri, headers)

    def _description(self, direction: str) -> bytes:
        self._version += 1
        return describe(
            self._wire.address[0],
            self.media.port,
            version=self._version,
            laws=self._laws,
            direction=direction,
        )

    def _become(self, state: LegState) -> None:
        self.state = state
        self._changed.set()

    def _end(self, by: str) -> None:
        if self.state is not LegState.ENDED:
            self.ended_by = by
            self.media.close()
            self._become(LegState.ENDED)
