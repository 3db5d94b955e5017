"""The SIP side of a phone: asks until it is answered, repeats its own answers, sorts what comes."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from dispatch.simulator.phone.message import SipDamage, SipMessage, parse_message
from dispatch.simulator.phone.udp import Address, UdpPort

FIRST_REPEAT_S = 0.5
ANSWER_WITHIN_S = 8.0
ANSWERS_KEPT = 64


class NoAnswer(Exception):
    """A request was not answered in time."""


class SipWire:
    """One UDP port that speaks SIP with one server.

    Attributes:
        address: Where it listens.
        server: Where everything goes to, answers excepted: they go back to whoever asked.
        damaged: Datagrams that were no SIP.
    """

    def __init__(
        self, own: Address, server: Address, user: str, take: Callable[[SipMessage], None]
    ) -> None:
        self.server = server
        self.damaged = 0
        self._user = user
        self._take = take
        self._waiting: dict[tuple[str, str], asyncio.Queue[SipMessage]] = {}
        self._answers: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._senders: OrderedDict[tuple[str, str], Address] = OrderedDict()
        self._dead: set[str] = set()
        self._udp = UdpPort(*own, self._receive)
        self.address: Address = self._udp.address

    @property
    def contact(self) -> str:
        """Where this phone is called."""
        return f"<sip:{self._user}@{_at(self.address)}>"

    def via(self, branch: str) -> str:
        """Name this hop for one transaction."""
        return f"SIP/2.0/UDP {_at(self.address)};rport;branch=z9hG4bK{branch}"

    def send(self, message: SipMessage) -> None:
        """Send once."""
        self._udp.send(message.to_bytes(), self.server)

    def reply(self, to: SipMessage, answer: SipMessage) -> None:
        """Answer a request and keep the answer for its repetitions."""
        data = answer.to_bytes()
        self._answers[_transaction(to)] = data
        if len(self._answers) > ANSWERS_KEPT:
            self._answers.popitem(last=False)
        self._udp.send(data, self._sender_of(to))

    def repeat(self, to: SipMessage) -> None:
        """Answer a repeated request as before."""
        data = self._answers.get(_transaction(to))
        if data:
            self._udp.send(data, self._sender_of(to))

    async def ask(self, message: SipMessage) -> SipMessage:
        """Send a request and give the final answer.

        After a provisional answer the wait has no end.

        Raises:
            NoAnswer: Nothing came in time.
        """
        transaction = (_branch(message.first("via")), message.method)
        answers = self._waiting.setdefault(transaction, asyncio.Queue())
        try:
            answer = await self._first_answer(message, answers)
            while (answer.status or 0) < 200:
                answer = await answers.get()
            return answer
        finally:
            del self._waiting[transaction]

    def forget(self, call_id: str) -> None:
        """Be deaf and mute to one call from now on."""
        self._dead.add(call_id)

    def close(self) -> None:
        """Give the port back."""
        self._udp.close()

    async def _first_answer(
        self, message: SipMessage, answers: asyncio.Queue[SipMessage]
    ) -> SipMessage:
        pause_s, waited_s = FIRST_REPEAT_S, 0.0
        while waited_s < ANSWER_WITHIN_S:
            self.send(message)
            try:
                async with asyncio.timeout(pause_s):
                    return await answers.get()
            except TimeoutError:
                waited_s, pause_s = waited_s + pause_s, pause_s * 2
        raise NoAnswer(message.method)

    def _sender_of(self, message: SipMessage) -> Address:
        """Give where a request came from: a gateway is asked by more than one exchange."""
        return self._senders.get(_transaction(message), self.server)

    def _keep_sender(self, message: SipMessage, sender: Address) -> None:
        self._senders[_transaction(message)] = sender
        if len(self._senders) > ANSWERS_KEPT:
            self._senders.popitem(last=False)

    def _receive(self, data: bytes, sender: Address) -> None:
        message = parse_message(data)
        if isinstance(message, SipDamage):
            self.damaged += 1
        elif message.call_id in self._dead:
            return
        elif message.status is None:
            self._keep_sender(message, sender)
            self._take(message)
        else:
            self._take_response(message)

    def _take_response(self, message: SipMessage) -> None:
        answers = self._waiting.get((_branch(message.first("via")), message.method))
        if answers is not None:
            answers.put_nowait(message)


def _transaction(message: SipMessage) -> tuple[str, str]:
    return message.call_id, message.first("cseq")


def _branch(via: str) -> str:
    return via.partition("branch=")[2].partition(";")[0]


def _at(address: Address) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
