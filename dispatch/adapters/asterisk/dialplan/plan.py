"""What an exchange is to be: checked once, at birth, so that every file made of it is safe."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dispatch.adapters.asterisk.dialplan.ami_hosts import check_ami_door
from dispatch.adapters.asterisk.dialplan.plan_lines import StationLine
from dispatch.adapters.asterisk.dialplan.safe import (
    check_address,
    check_dialled,
    check_digits,
    check_distinct,
    check_length,
    check_name,
    check_path,
    check_port,
    check_range,
    check_secret,
)

FIRST_SEAT_PHONE = 8000
# Global variable with the folder of recordings, and where Asterisk looks for a name without one.
RECORDINGS, MONITOR = "RECORDINGS", Path("spool") / "monitor"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat's telephone line: seat 1 is phone 8001.

    Args:
        kind: soft is the page itself (WebRTC), desk a telephone (UDP).
        penalty: Rings while none with a lower one is free: a trainee gets calls later.
    """

    number: int
    kind: Literal["soft", "desk"]
    password: str = field(repr=False)
    penalty: int = 0

    def __post_init__(self) -> None:
        check_range("seat", self.number, 1, 99)
        check_range("seat_penalty", self.penalty, 0, 9)
        check_secret("seat_password", self.password)

    @property
    def phone(self) -> str:
        """Name of the endpoint."""
        return str(FIRST_SEAT_PHONE + self.number)


@dataclass(frozen=True, slots=True)
class SparePhone:
    """A telephone, often behind an analogue gateway, that rings when no seat answers."""

    name: str
    password: str = field(repr=False)

    def __post_init__(self) -> None:
        check_name("spare_phone", self.name)
        check_secret("spare_phone_password", self.password)


@dataclass(frozen=True, slots=True)
class TrunkPeer:
    """A carrier's gateway, known by its address alone.

    Args:
        priority: Lines are dialled out over the trunk with the lowest number first.
    """

    name: str
    address: str
    port: int = 5060
    priority: int = 1

    def __post_init__(self) -> None:
        check_name("trunk", self.name)
        check_address("trunk_address", self.address)
        check_port("trunk_port", self.port)
        check_range("trunk_priority", self.priority, 1, 99)


@dataclass(frozen=True, slots=True)
class DistrictPlan:
    """A district of the centre's area.

    Args:
        together: Its station's telephone rings at the same time as the seats.
        prefixes: First digits of its local numbers.
        station_number: Dialled out for it.
    """

    name: str
    together: bool
    prefixes: tuple[str, ...]
    station_number: str

    def __post_init__(self) -> None:
        for prefix in self.prefixes:
            check_digits("district_prefix", prefix)
        if self.together:
            check_dialled("station_number", self.station_number)


@dataclass(frozen=True, slots=True)
class Listening:
    """Where an exchange listens. AMI is on loopback always, and where told by TLS too.

    Args:
        ami_address: Where servers on other hosts reach AMI, by TLS; None: nobody does.
        ami_allowed: Their addresses.
        certificate: Chain for wss in PEM; with none the page's phones come over plain ws.
        certificate_key: Its key, a file of its own.
    """

    address: str
    sip_port: int
    ami_port: int
    http_port: int
    rtp_first_port: int
    rtp_last_port: int
    certificate: Path | None = None
    certificate_key: Path | None = None
    ami_address: str | None = None
    ami_allowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_address("address", self.address)
        check_ami_door(self.ami_address, self.ami_allowed, self.certificate)
        for name in ("sip_port", "ami_port", "http_port", "rtp_first_port", "rtp_last_port"):
            check_port(name, getattr(self, name))
        for name in ("certificate", "certificate_key"):
            check_path(name, getattr(self, name))


@dataclass(frozen=True, slots=True)
class Timings:
    """How long things may take, seconds.

    Args:
        overflow_after_s: Nobody answered for so long: spare phones ring beside the seats.
        overflow_rings_s: So long, then the backup lines, each with the seats beside it.
        backup_rings_s: So long a backup line rings, then the next.
        message_after_s: A caller who has waited so long may leave a message, once; before that,
            and after it, all of it begins anew, ahead of everybody else.
        message_longest_s: Longest message.
        ring_cycle_s: After so long of ringing, phones that became free meanwhile join in.
        seat_lost_after_s: Silence on the wire after which a seat's leg is dead, hold excepted.
        caller_lost_after_s: The same for the caller, who may be on a gateway that saves silence.
        phone_checked_every_s: How often a registered phone is asked whether it lives.
        trunk_checked_every_s: The same of a carrier's gateway; any answer to OPTIONS is life.
        trunk_asked_for_s: Without an answer for so long a trunk is away.
        place_said_every_s: How often a waiting caller is told his place in the queue.
        break_through_every_s: How often a locked caller may break through by his own act.
        phone_asked_for_s: Without an answer for so long a phone is not rung.
        call_out_rings_s: Somebody called from a seat is rung for so long: six rings.
        transfer_rings_s: So long the receiver of a transferred caller is rung.
        transfer_back_rings_s: So long then the sender.
        park_returns_after_s: A parked caller comes back to the seat that parked him.
        skilled_rings_s: So long those ring who have a skill that a caller was sent on for.
        message_silence_s: Silence that ends a message.
        speech_lets_through_s: So long a locked caller must speak to be let through.
        speech_pause_s: Longest pause within such speech.
    """

    overflow_after_s: int = 30
    overflow_rings_s: int = 60
    backup_rings_s: int = 25
    message_after_s: int = 120
    message_longest_s: int = 120
    ring_cycle_s: int = 15
    seat_lost_after_s: int = 5
    caller_lost_after_s: int = 60
    phone_checked_every_s: int = 5
    trunk_checked_every_s: int = 10
    trunk_asked_for_s: int = 3
    place_said_every_s: int = 20
    break_through_every_s: int = 600
    phone_asked_for_s: int = 2
    call_out_rings_s: int = 30
    transfer_rings_s: int = 20
    transfer_back_rings_s: int = 15
    park_returns_after_s: int = 60
    skilled_rings_s: int = 20
    message_silence_s: int = 6
    speech_lets_through_s: int = 5
    speech_pause_s: float = 1.5

    def __post_init__(self) -> None:
        check_range("speech_pause_s", int(self.speech_pause_s * 1000), 100, 10_000)
        for name in set(self.__slots__) - {"speech_pause_s"}:
            check_range(name, getattr(self, name), 1, 3600)


@dataclass(frozen=True, slots=True)
class ExchangePlan:
    """Everything that the files of one exchange depend on, save where they lie.

    Args:
        name: Part of every call's unique id and recording name.
        ami_secret: Of both manager accounts; they differ in rights, not in who may know them.
        emergency_number: The queue's name; every call of a trunk comes to it, whatever was dialled.
        backup_numbers: Dialled out one after the other when nobody here answers: lines of our own
            or a neighbour centre.
        distribution: Whether a call rings every free seat, or the one that is idle longest.
        area_code: The centre's own, with its leading 0.
        lines: Dedicated lines, whose phones register here like every other.
        skills: Codes of what people may speak; each has a queue of its own.
        dial_in_number: As trunks send it, who calls it is asked for the code of a conference.
    """

    name: str
    listening: Listening
    ami_secret: str = field(repr=False)
    seats: tuple[SeatLine, ...]
    spare_phones: tuple[SparePhone, ...] = ()
    trunks: tuple[TrunkPeer, ...] = ()
    backup_numbers: tuple[str, ...] = ()
    emergency_number: str = "120"
    distribution: Literal["ring_all", "longest_idle"] = "ring_all"
    area_code: str = ""
    districts: tuple[DistrictPlan, ...] = ()
    timings: Timings = Timings()
    lines: tuple[StationLine, ...] = ()
    skills: tuple[str, ...] = ()
    dial_in_number: str = ""

    def __post_init__(self) -> None:
        check_name("exchange", self.name)
        check_secret("ami_secret", self.ami_secret)
        check_digits("emergency_number", self.emergency_number)
        check_distinct("phones", [phone for phone, _ in self.phones])
        check_distinct("endpoints", [*(n for n, _ in self.phones), *(t.name for t in self.trunks)])
        check_distinct("backup_numbers", self.backup_numbers)
        if self.dial_in_number:
            check_dialled("dial_in_number", self.dial_in_number)
            ours = (self.emergency_number, *self.backup_numbers)
            check_distinct("dial_in_number", [self.dial_in_number, *ours])
        check_distinct("dialled_numbers", self.dialled_numbers)
        for number in self.backup_numbers:
            check_dialled("backup_number", number)
        for number in self.dialled_numbers:
            check_distinct("phones", [number, *(phone for phone, _ in self.phones)])
        check_distinct("skills", self.skills)
        for code in self.skills:
            check_name("skill", code)
        check_distinct("trunk_addresses", [trunk.address for trunk in self.trunks])

    @property
    def dialled_numbers(self) -> tuple[str, ...]:
        """Every line that a queue rings over a trunk: backup lines, then stations."""
        stations = (one.station_number for one in self.districts if one.together)
        return (*self.backup_numbers, *stations)

    @property
    def phones(self) -> tuple[tuple[str, str], ...]:
        """Every telephone that registers, with its password: seats first."""
        seats = ((seat.phone, seat.password) for seat in self.seats)
        spares = ((spare.name, spare.password) for spare in self.spare_phones)
        return (*seats, *spares, *((line.phone, line.password) for line in self.lines))


@dataclass(frozen=True, slots=True)
class Places:
    """Where one exchange lies on the disk.

    Args:
        home: Its own folder: etc, log, spool, data and the rest are under it.
        run: A short folder for the control socket.
        recordings: Where finished files are fetched from.
        modules: Asterisk's modules, of the program that will run.
        data: Asterisk's own documentation and the like, of that program.
        codecs: What that program makes into sound besides the usual; see `codecs`.
    """

    home: Path
    run: Path
    recordings: Path
    modules: Path
    data: Path
    codecs: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        for name in ("home", "run", "recordings", "modules", "data"):
            check_path(name, getattr(self, name))
            check_length(name, getattr(self, name))

    @property
    def etc(self) -> Path:
        """The generated files."""
        return self.home / "etc"

    @property
    def sounds(self) -> Path:
        """What callers hear while they wait."""
        return self.home / "sounds"

    @property
    def digits(self) -> Path:
        """Where Asterisk looks for Chinese numerals."""
        return self.home / "data" / "sounds" / "zh" / "digits"


def find_seat(phone: str) -> int | None:
    """Give the seat that a phone belongs to; None when it is a spare phone."""
    if not (phone.isascii() and phone.isdigit() and len(phone) == len(str(FIRST_SEAT_PHONE))):
        return None
    number = int(phone) - FIRST_SEAT_PHONE
    return number if 1 <= number <= 99 else None
