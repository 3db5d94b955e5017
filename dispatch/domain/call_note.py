"""What the exchange found about a call before a person did."""

from enum import StrEnum


class CallNote(StrEnum):
    """One finding; a call may have several.

    MISDIAL is a suspicion 疑似误拨, PRIORITY a number that goes ahead, LOCKED a nuisance number,
    BROKE_THROUGH a locked caller who spoke on or pressed a key, NO_CODEC one whose carrier offered
    no codec that can be heard here: he was refused and is to be called back. STATION_TOO is a
    number of a district whose station rings as well, NO_DISTRICT one of none, a mobile number too.
    DIRECT is one who lifted a line 上通. GONE_AT_ONCE is one who hung up before a recording began.
    """

    MISDIAL = "misdial"
    PRIORITY = "priority"
    LOCKED = "locked"
    BROKE_THROUGH = "broke_through"
    NO_CODEC = "no_codec"
    STATION_TOO = "station_too"
    NO_DISTRICT = "no_district"
    DIRECT = "direct"
    GONE_AT_ONCE = "gone_at_once"


def read_notes(words: str) -> tuple[CallNote, ...]:
    """Read notes as the exchange writes them, blanks between; a word not known is left out."""
    return tuple(note for note in CallNote if note in words.split())


def is_screened(notes: tuple[CallNote, ...]) -> bool:
    """Tell whether the caller is kept from the seats: locked, and not broken through."""
    return CallNote.LOCKED in notes and CallNote.BROKE_THROUGH not in notes
