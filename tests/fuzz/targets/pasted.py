"""What a technician pastes into the box that decodes."""

from gis.feeds.decode import MOST_BYTES, MOST_TOLD, decode
from gis.feeds.jt808.frame import FLAG, Frame, write_frame
from tests.fuzz.guided import ROOT, Target
from tests.fuzz.targets.jt808 import captures
from tests.fuzz.targets.nmea import samples
from tests.unit.positions.saying import rmc

TEXT, LATIN, HALVES, HEX = range(4)
KNOWN_LINE = "\n" + rmc("040506.25", place="3301.00000,N,11801.50000,E")
KNOWN_FRAME = write_frame(Frame(0x0002, "13800138000", 0xA5A5, b""))


def read_pasted(data: bytes) -> None:
    """Have a text decoded: the first byte says how bytes become a text, as a page could send it."""
    text = _text(data[0] % 4, data[1:])
    told = decode(text)
    assert 1 <= len(told) <= MOST_TOLD
    for one in told:
        # What is told must go out as JSON in UTF-8.
        whole = [one.kind, one.problem or "", *(x for y in one.fields for x in (y.name, y.raw))]
        assert "".join(whole).encode("utf-8") is not None
    _find_the_good_behind(data[1:])


def _text(how: int, said: bytes) -> str:
    match how:
        case _ if how == TEXT:
            return said.decode("utf-8", "replace")
        case _ if how == LATIN:
            return said.decode("latin-1")
        case _ if how == HALVES:
            return said[: len(said) // 2 * 2].decode("utf-16-le", "surrogatepass")
        case _:
            return said.hex(" ")


def _find_the_good_behind(said: bytes) -> None:
    """A sound sentence, or frame, is told behind whatever stands before it."""
    before = said.decode("ascii", "replace")[:900]
    told = decode(before + KNOWN_LINE)
    if len(told) < MOST_TOLD and not before.strip().startswith("~"):
        assert (told[-1].kind, told[-1].problem) == ("GPRMC", None)
    frames = (FLAG + said[: MOST_BYTES // 2] + KNOWN_FRAME).hex()
    told = decode(frames)
    if len(told) < MOST_TOLD:
        assert (told[-1].kind, told[-1].problem) == ("0002", None)


WORDS = rb"\ $GPRMC, $PGRME, * , s:AMB03, c:99999999999, ~ 7e 7d nan 1e400 c:1e3 $GPZDA, !AIVDM, }"
TARGET = Target(
    name="pasted",
    watched=(str(ROOT / "gis" / "feeds" / "decode"), str(ROOT / "gis" / "feeds" / "tag_block")),
    read=read_pasted,
    written=[bytes([TEXT]) + one for one in samples()]
    + [bytes([TEXT]) + one.hex().encode() for one in captures()]
    + [bytes([HEX]) + one for one in captures()],
    words=(b"\r\n", b"\xd8\x00", *WORDS.split()),
)
