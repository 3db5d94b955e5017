"""A telephone: a seat's, which registers and is rung, or a caller's behind a trunk."""

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from dispatch.simulator.phone.digest import Credentials, answer_challenge
from dispatch.simulator.phone.leg import SDP, Leg, LegState
from dispatch.simulator.phone.message import Header, SipMessage, request, response, tag_of
from dispatch.simulator.phone.sdp import describe
from dispatch.simulator.phone.udp import Address
from dispatch.simulator.phone.wire import NoAnswer, SipWire

ALLOWED = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, NOTIFY"


class Refused(Exception):
    """The server said no to a registration.

    Args:
        status: What it answered.
    """

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Identity:
    """What a trunk says of a caller.

    Args:
        number: None withholds it.
        name: Display name; Chinese goes as UTF-8.
    """

    number: str | None
    name: str = ""

    def headers(self, host: str) -> tuple[str, tuple[Header, ...]]:
        """Give the From address and the headers that assert who calls."""
        if self.number is None:
            return '"Anonymous" <sip:anonymous@anonymous.invalid>', (("Privacy", "id"),)
        quoted = self.name.replace("\\", "\\\\").replace('"', '\\"')
        address = (
            f'"{quoted}" <sip:{self.number}@{host}>' if quoted else f"<sip:{self.number}@{host}>"
        )
        return address, (("P-Asserted-Identity", address),)


class Phone:
    """One telephone with one SIP port and any number of legs.

    Attributes:
        wire: Its SIP port.
        calls: Calls that ring here and nobody has taken from the queue.
    """

    def __init__(self, own: Address, server: Address, credentials: Credentials) -> None:
        self.calls: asyncio.Queue[Leg] = asyncio.Queue()
        self.asked = asyncio.Event()  # whether it lives, by OPTIONS
        self.wire = SipWire(own, server, credentials.user, self._take)
        self._credentials = credentials
        self._legs: dict[str, Leg] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._registration = f"{secrets.token_hex(8)}@{self.wire.address[0]}"
        self._number = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def register(self, *, lasts_s: int = 120) -> None:
        """Tell the server where this phone is; 0 tells that it is gone.

        Raises:
            Refused: The server does not let it.
            NoAnswer: It did not answer.
        """
        uri = f"sip:{self.wire.server[0]}:{self.wire.server[1]}"
        own = f"<sip:{self._credentials.user}@{self.wire.server[0]}>"
        extra = [("Contact", self.wire.contact), ("Expires", str(lasts_s))]
        answer = await self._register_once(uri, own, extra)
        if answer.status == 401:
            answer = await self._register_once(uri, own, [*extra, self._authorize(answer, uri)])
        if answer.status != 200:
            raise Refused(answer.status)

    def call(
        self,
        called: str,
        identity: Identity,
        *,
        headers: Iterable[Header] = (),
        body: bytes | None = None,
    ) -> Leg:
        """Call a number; the leg rings until it is answered or refused.

        More headers go into the INVITE as they are, hostile ones too; a body goes instead of a
        sound session description.
        """
        own, asserted = identity.headers(self.wire.address[0])
        uri = f"sip:{called}@{self.wire.server[0]}:{self.wire.server[1]}"
        invite = request(
            "INVITE",
            uri,
            (
                ("Via", self.wire.via(secrets.token_hex(8))),
                ("Max-Forwards", "70"),
                ("From", f"{own};tag={secrets.token_hex(4)}"),
                ("To", f"<{uri}>"),
                ("Call-ID", secrets.token_hex(12)),
                ("CSeq", "1 INVITE"),
                ("Contact", self.wire.contact),
                ("Allow", ALLOWED),
                SDP,
                *asserted,
                *headers,
            ),
        )
        leg = Leg(self.wire, invite, own=invite.first("from"), peer=invite.first("to"))
        offer = describe(self.wire.address[0], leg.media.port, version=1) if body is None else body
        self._legs[invite.call_id] = leg
        calling = self._call(leg, SipMessage(invite.start, invite.headers, offer))
        task = asyncio.get_running_loop().create_task(calling)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return leg

    async def next_call(self, *, timeout_s: float = 30.0) -> Leg:
        """Wait for a call that rings here; TimeoutError when none comes."""
        async with asyncio.timeout(timeout_s):
            return await self.calls.get()

    def vanish(self) -> None:
        """Die without a word, with all calls."""
        self.close()

    def close(self) -> None:
        """Stop everything. Calls are not ended: for that hang them up first."""
        for task in self._tasks:
            task.cancel()
        for leg in self._legs.values():
            leg.vanish()
        self.wire.close()

    async def _register_once(self, uri: str, own: str, extra: Iterable[Header]) -> SipMessage:
        self._number += 1
        headers = (
            ("Via", self.wire.via(secrets.token_hex(8))),
            ("Max-Forwards", "70"),
            ("From", f"{own};tag={secrets.token_hex(4)}"),
            ("To", own),
            ("Call-ID", self._registration),
            ("CSeq", f"{self._number} REGISTER"),
            *extra,
        )
        return await self.wire.ask(request("REGISTER", uri, headers))

    def _authorize(self, challenge: SipMessage, uri: str, method: str = "REGISTER") -> Header:
        answers = (
            answer_challenge(
                value,
                self._credentials,
                method=method,
                uri=uri,
                client_nonce=secrets.token_hex(8),
            )
            for value in challenge.every("www-authenticate")
        )
        known = next((answer for answer in answers if answer is not None), None)
        if known is None:
            raise Refused(challenge.status)
        return "Authorization", known

    async def _call(self, leg: Leg, invite: SipMessage) -> None:
        try:
            answer = await self.wire.ask(invite)
        except NoAnswer:
            leg.take_refusal(response(invite, 408, "Request Timeout"))
            return
        if answer.status == 401 and self._credentials.password:
            uri = invite.start.split(" ")[1]
            leg.ask_again(answer, self._authorize(answer, uri, "INVITE"))
            answer = await self.wire.ask(
                SipMessage(leg.invite.start, leg.invite.headers, invite.body)
            )
        if answer.status == 200:
            leg.take_answer(answer)
        else:
            leg.take_refusal(answer)

    def _take(self, message: SipMessage) -> None:
        leg = self._legs.get(message.call_id)
        if leg is not None and leg.state is not LegState.ENDED:
            leg.take_request(message)
        elif message.method == "INVITE" and not tag_of(message.first("to")):
            self._ring(message)
        elif message.method == "OPTIONS":
            self._reply(message, 200, "OK")
            self.asked.set()
        elif message.method == "NOTIFY":
            self._take_notify(message)
        elif message.method != "ACK":
            self._reply(message, 481, "Call/Transaction Does Not Exist")

    def _ring(self, invite: SipMessage) -> None:
        own = f"{invite.first('to')};tag={secrets.token_hex(4)}"
        leg = Leg(self.wire, invite, own=own, peer=invite.first("from"))
        self._legs[invite.call_id] = leg
        contact = ("Contact", self.wire.contact)
        self.wire.reply(invite, response(invite, 180, "Ringing", [contact], tag=tag_of(own)))
        self.calls.put_nowait(leg)

    def _take_notify(self, message: SipMessage) -> None:
        """Answer by order of the exchange, as desk phones do on Event: talk."""
        self._reply(message, 200, "OK")
        ringing = [leg for leg in self._legs.values() if leg.state is LegState.RINGING]
        if message.first("event") == "talk" and ringing:
            ringing[-1].answer()

    def _reply(self, to: SipMessage, status: int, words: str) -> None:
        allow = ("Allow", ALLOWED)
        self.wire.reply(to, response(to, status, words, [allow], tag=secrets.token_hex(4)))
