"""A station's client as a process, with a pipe for a loudspeaker and a pseudo-terminal for a relay.

The measurements and the tests use the same one. It is the real program: only its last wires end
here.
"""

import os
import pty
import signal
import subprocess
import sys
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from dispatch.bench.centre import Centre, NotSeen, Person

CLIENT = Path(sys.prefix) / "bin" / "station-client"
ADMINISTRATOR, CALL_TAKER = "9001", "1027"
POINT = {"lon": 118.3, "lat": 33.95}
RELAY_ON, RELAY_OFF = bytes.fromhex("a00101a2"), bytes.fromhex("a00100a1")
ENDS_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A station with one vehicle, made for a measurement.

    Args:
        desk: A call-taker who sends its orders.
    """

    station_id: str
    vehicle_id: str
    code: str
    desk: Person
    administrator: Person

    def enrolment_code(self, kind: str = "client") -> str:
        """Ask for a one-time code."""
        asked = {"station_id": self.station_id, "kind": kind}
        return str(answered(self.administrator, "/devices/enrolments", asked)["code"])

    def open_incident(self, place: str) -> str:
        """Open an incident at a place that nobody else is at."""
        incident = str(answered(self.desk, "/incidents", {})["id"])
        self.place(incident, place)
        return incident

    def place(self, incident: str, place: str) -> None:
        """Take a text as the scene."""
        scene = {"text": place, "point": None, "source": "typed"}
        answer = self.desk.put(f"/incidents/{incident}/scene", scene)
        if not answer.is_success:
            raise NotSeen(answer.text)

    def send(self, incident: str) -> dict[str, Any]:
        """Send the vehicle and give the order."""
        asked = {"vehicle_ids": [self.vehicle_id]}
        answer = answered(self.desk, f"/incidents/{incident}/orders", asked)
        order: dict[str, Any] = answer["orders"][0]
        return order

    def complete(self, order_id: str) -> None:
        """Take an order by voice and let its run be over."""
        acts: tuple[tuple[str, dict[str, Any]], ...] = (
            ("acknowledge", {"revision": 1}),
            ("stamp", {"milestone": "departed"}),
            ("stamp", {"milestone": "completed"}),
        )
        for verb, asked in acts:
            answered(self.desk, f"/orders/{order_id}/{verb}", asked)

    def close(self, incident: str) -> None:
        """Close an incident, so that the next one is no duplicate of it."""
        answered(self.desk, f"/incidents/{incident}/close", {"reason": "test"})


def make_ground(centre: Centre, code: str) -> Ground:
    """Add a station and its vehicle to a centre that runs."""
    station_id, vehicle_id = str(uuid4()), str(uuid4())
    administrator, desk = centre.sign_in(ADMINISTRATOR), centre.sign_in(CALL_TAKER)
    written = {"code": code, "name": code, "point": POINT, "telephone": "05270000"}
    vehicle = {"name": code, "plate": code, "kind": "basic", "station_id": station_id}
    for path, body in ((f"/stations/{station_id}", written), (f"/vehicles/{vehicle_id}", vehicle)):
        answer = administrator.put(path, body)
        if not answer.is_success:
            raise NotSeen(answer.text)
    return Ground(station_id, vehicle_id, code, desk, administrator)


def answered(person: Person, path: str, body: object) -> Any:  # noqa: ANN401 - any JSON
    """Act, and give the answer; NotSeen when it was refused."""
    answer = person.post(path, body)
    if not answer.is_success:
        raise NotSeen(answer.text)
    return answer.json()


class Station:
    """A station's machine: the folder of its device, its loudspeaker and its relay board.

    Args:
        folder: Empty; the client's own files, the pipe and the prints go there.
    """

    def __init__(self, folder: Path) -> None:
        self.state, self.prints = folder / "device", folder / "print"
        self._log = folder / "client.log"
        pipe = folder / "bell.fifo"
        os.mkfifo(pipe, 0o600)
        # Read and write: so the pipe never ends when the client opens it anew.
        self.bell = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        self.relay, self._port = pty.openpty()
        tty.setraw(self._port)
        os.set_blocking(self.relay, False)
        words = ("--print-to", self.prints, "--bell", pipe, "--relay", os.ttyname(self._port))
        self._words = (CLIENT, "run", "--state", self.state, *words)

    def enrol(self, centre: Centre, code: str, name: str) -> None:
        """Become a device."""
        servers = [word for url in centre.urls for word in ("--server", url)]
        device = ("--code", code, "--name", name, "--state", str(self.state))
        words = (str(CLIENT), "enrol", *servers, *device)
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise NotSeen(done.stderr)

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run the client until the block ends."""
        with self._log.open("ab") as log, self._started(log) as client:
            try:
                yield client
            finally:
                _end(client)

    def log(self) -> str:
        """Give what the client has said."""
        return self._log.read_text(encoding="utf-8")

    def close(self) -> None:
        """Let go of the loudspeaker and the board."""
        for descriptor in (self.bell, self.relay, self._port):
            os.close(descriptor)

    def _started(self, log: IO[bytes]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._words, stdout=log, stderr=log)  # noqa: S603 - our own


def _end(client: "subprocess.Popen[bytes]") -> None:
    """Ask it to end; one that does not is killed and told of: nobody waits for it for ever."""
    client.send_signal(signal.SIGTERM)
    try:
        client.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        client.kill()
        raise


def heard(bell: int) -> bool:
    """Read the loudspeaker empty; True when it was more than silence."""
    return any(_drained(bell))


def switched(relay: int) -> bytes:
    """Read the board empty and give the bytes that reached it."""
    return _drained(relay)


def _drained(descriptor: int) -> bytes:
    read = bytearray()
    while True:
        try:
            read.extend(os.read(descriptor, 65536))
        except BlockingIOError:
            return bytes(read)
