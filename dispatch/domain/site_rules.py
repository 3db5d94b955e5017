"""What must hold of site settings before an exchange may be built from them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ipaddress import ip_address

from dispatch.domain.disposition import MOST_CHOSEN, TalkDisposition
from dispatch.domain.errors import DomainError
from dispatch.domain.line_rules import lines_fit
from dispatch.domain.place_source_plan import plan_fits
from dispatch.domain.site import SiteSettings
from dispatch.domain.site_timings import out_of_bounds
from dispatch.domain.skill import skills_fit

FIRST_SEAT_PHONE = 8000
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,15}")
# What may be dialled out; 8001 to 8099 would be a seat wherever a phone is named, 7001 to 7199 a
# dedicated line.
_DIALLED = re.compile(r"(?!(?:7[01]|80)[0-9]{2}$)[0-9]{3,20}")
# Of a local number: 1 begins a mobile one, 0 a long-distance one.
_PREFIX = re.compile(r"[2-9][0-9]{1,7}")
_USED_BY_THE_EXCHANGE = frozenset({"global", "system", "general", "default", "udp", "websocket"})
_MOST_SEATS = 99
_SEAT_PHONES = frozenset(str(FIRST_SEAT_PHONE + seat) for seat in range(1, _MOST_SEATS + 1))


class SiteInvalid(DomainError):
    """The settings cannot be put to an exchange; `field` names the first that cannot."""

    code = "site_invalid"


class SeatInUse(DomainError):
    """A seat at which somebody is signed on, or that rings or talks, stays as it is."""

    code = "seat_in_use"


def seat_phone(seat: int) -> str:
    """Name the telephone account of a seat: seat 1 is phone 8001."""
    return str(FIRST_SEAT_PHONE + seat)


def is_seat_phone(phone: str) -> bool:
    """Tell a seat's telephone account from a spare phone's."""
    return phone in _SEAT_PHONES


def phones_of(settings: SiteSettings) -> frozenset[str]:
    """Name every telephone that registers at the exchanges."""
    lines = (line.phone for line in settings.lines)
    return frozenset({*map(seat_phone, _seats(settings)), *settings.spare_phones, *lines})


def must_fit(settings: SiteSettings) -> None:
    """Refuse names and addresses that an exchange cannot tell apart or must not be given.

    Trunks are known by address: a name would need DNS at the very moment that a call comes.

    Raises:
        SiteInvalid: With the field.
    """
    field = next(_misfits(settings), None)
    if field is not None:
        raise SiteInvalid(field=field)


def _misfits(settings: SiteSettings) -> Iterator[str]:
    trunks = [trunk.name for trunk in settings.trunks]
    if _repeated(_seats(settings)):
        yield "seats"
    if not all(map(_is_name, trunks)) or _repeated(trunks):
        yield "trunks"
    addresses = [trunk.host for trunk in settings.trunks]
    if not all(map(_is_address, addresses)) or _repeated(addresses):
        yield "trunks"
    yield from _who_is_rung_misfits(settings, trunks)
    if not _are_districts(settings):
        yield "districts"
    if settings.overflow_after_s < settings.answer_overdue_after_s:
        yield "overflow_after_s"
    if not lines_fit(settings.lines):
        yield "lines"
    if not skills_fit(settings.skills):
        yield "skills"
    yield from out_of_bounds(settings.timings)
    yield from _wrong_choices(settings)


def _who_is_rung_misfits(settings: SiteSettings, trunks: Sequence[str]) -> Iterator[str]:
    phones = settings.spare_phones
    if not all(map(_is_name, phones)) or _repeated([*phones, *trunks]):
        yield "spare_phones"
    numbers = settings.backup_numbers
    if not all(map(_DIALLED.fullmatch, numbers)) or _repeated(numbers) or (numbers and not trunks):
        yield "backup_numbers"
    dial_in, ours = settings.dial_in_number, (settings.emergency_number, *numbers)
    if dial_in and (not trunks or not _DIALLED.fullmatch(dial_in) or dial_in in ours):
        yield "dial_in_number"


def _are_districts(settings: SiteSettings) -> bool:
    """Tell whether every prefix means one district, and every station that rings can be rung."""
    prefixes = [prefix for one in settings.districts for prefix in one.prefixes]
    stations = [one.station_number for one in settings.districts if one.together]
    numbers = [*stations, *settings.backup_numbers]
    dialled = all(map(_DIALLED.fullmatch, stations)) and not _repeated(numbers)
    return (
        all(map(_PREFIX.fullmatch, prefixes))
        and not _repeated(prefixes)
        and not _repeated(one.name for one in settings.districts)
        and dialled
        and bool(settings.trunks or not stations)
    )


def _wrong_choices(settings: SiteSettings) -> Iterator[str]:
    if not plan_fits(settings.place_sources):
        yield "place_sources"
    if not _is_choice(settings.talk_dispositions, TalkDisposition.NONE_GIVEN):
        yield "talk_dispositions"
    if not _is_choice(settings.call_back_reasons):
        yield "call_back_reasons"


def _seats(settings: SiteSettings) -> Sequence[int]:
    return [seat.number for seat in settings.seats]


def _repeated(values: Iterable[object]) -> bool:
    return any(count > 1 for count in Counter(values).values())


def _is_choice(words: Sequence[str], *never: str) -> bool:
    """Tell whether a list can be chosen from by one key each: something there, nothing twice."""
    return 0 < len(words) <= MOST_CHOSEN and not _repeated(words) and not set(words) & set(never)


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and text not in _USED_BY_THE_EXCHANGE


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text
