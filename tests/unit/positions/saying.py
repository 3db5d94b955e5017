"""What terminals say, written by hand: sentences with their checks."""

from functools import reduce
from operator import xor


def check(text: str) -> str:
    """The exclusive or of all characters, in hexadecimal."""
    return f"{reduce(xor, text.encode('ascii'), 0):02X}"


def sentence(body: str) -> str:
    """A sentence around a body."""
    return f"${body}*{check(body)}"


def tag(fields: str) -> str:
    """A TAG block around fields."""
    return f"\\{fields}*{check(fields)}\\"


def rmc(
    at: str = "061530.00",
    day: str = "221126",
    place: str = "3336.00000,N,11901.80000,E",
    *,
    status: str = "A",
    talker: str = "GP",
    motion: str = "20.0,90.0",
) -> str:
    """A recommended minimum sentence; by default in Huai'an, driving 37 km/h to the east."""
    return sentence(f"{talker}RMC,{at},{status},{place},{motion},{day},,,A")


def gga(
    at: str = "061530.00", place: str = "3336.00000,N,11901.80000,E", *, quality: int = 1
) -> str:
    """A fix without a day."""
    return sentence(f"GPGGA,{at},{place},{quality},09,0.9,22.0,M,5.0,M,,")


def vtg(speed_kmh: str = "37.0", course: str = "90.0") -> str:
    """Motion without a place."""
    return sentence(f"GPVTG,{course},T,,M,20.0,N,{speed_kmh},K,A")


def line(*parts: str) -> bytes:
    """One line."""
    return "".join(parts).encode("ascii") + b"\r\n"
