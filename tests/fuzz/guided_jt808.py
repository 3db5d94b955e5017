"""Coverage-guided fuzzing of all that reads JT/T 808: an input that runs new lines is kept.

Run by `deploy/long-test jt808`; the small corpus that it found is committed and replayed by a test.
No library: one that fuzzes by coverage would be a compiled wheel of one platform in the lock that
every machine installs, and these parsers are small enough for `sys.settrace`.
"""

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from gis.feeds import jt808
from gis.feeds.jt808.frame import (
    MAX_RAW_OCTETS,
    Frame,
    FrameReader,
    Version,
    check_code,
    escape,
    write_frame,
)
from gis.feeds.jt808.messages import read_message, write_message
from gis.feeds.jt808.octets import MessageDamaged
from gis.feeds.jt808.parts import MAX_OPEN, Assembler, cut
from gis.feeds.jt808.session import Say, Session
from gis.feeds.jt808.upward import Register

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "golden" / "jt808"
CORPUS = ROOT / "tests" / "golden" / "jt808_fuzz" / "corpus.toml"
WATCHED = str(Path(jt808.__file__).parent)
RAW, CHECKED = 0, 1
MAX_INPUT = 4000
Edges = set[tuple[str, int, int]]


class OpenGate:
    """Lets everybody in."""

    def register(self, phone: str, version: Version, told: Register) -> tuple[int, str]:
        return 0, f"code of {phone} {version} {told.plate}"

    def authenticate(self, phone: str, code: str) -> bool:
        return "wrong" not in code + phone


def read_everything(data: bytes) -> None:
    """Let every reader have an input; whatever it is, only the named error may come of it.

    Args:
        data: A byte that says how, then a stream: RAW as it is, or CHECKED, contents of frames
            behind lengths, to which right check codes are put here.
    """
    stream = data[1:] if data[:1] != bytes([CHECKED]) else b"".join(_frames(data[1:]))
    session, reader, assembler = Session(OpenGate(), 0.0), FrameReader(), Assembler()
    for second, start in enumerate(range(0, len(stream), 97)):
        piece = stream[start : start + 97]
        heard = [*session.hear(piece, float(second)), *session.look(float(second))]
        answered = b"".join(one.data for one in heard if isinstance(one, Say))
        assert all(isinstance(one, Frame) for one in FrameReader().feed(answered))
        for frame in reader.feed(piece):
            if isinstance(frame, Frame):
                _read_in_every_version(frame)
                list(assembler.take(frame, float(second)))
        assert len(reader._tail) <= MAX_RAW_OCTETS
        assert len(assembler._open) <= MAX_OPEN


def _frames(packed: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(packed):
        content = packed[at + 1 : at + 1 + packed[at]]
        at += 1 + packed[at]
        yield b"\x7e" + escape(content + bytes([check_code(content)])) + b"\x7e"


def _read_in_every_version(frame: Frame) -> None:
    for version in Version:
        try:
            message = read_message(frame, version)
            frames = cut(write_message(message, frame.phone, frame.serial, version))
            written = [write_frame(one) for one in frames]
        except MessageDamaged:
            continue
        for one, data in zip(frames, written, strict=True):
            assert list(FrameReader().feed(data)) == [_told(one)]


def _told(frame: Frame) -> Frame:
    """What a reader can know of a frame: 2011 and 2013 look alike."""
    version = Version.V2019 if frame.version is Version.V2019 else Version.V2013
    return Frame(frame.message_id, frame.phone, frame.serial, frame.body, version, frame.part)


def edges_of(data: bytes) -> Edges:
    """Give which line ran after which."""
    edges: Edges = set()
    last = 0

    def local(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal last
        if event == "line":
            edges.add((frame.f_code.co_filename, last, frame.f_lineno))
            last = frame.f_lineno
        return local

    def outer(frame: FrameType, _event: str, _: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(WATCHED) else None

    before = sys.gettrace()
    sys.settrace(outer)
    try:
        read_everything(data)
    finally:
        sys.settrace(before)
    return edges


def seeds() -> list[bytes]:
    """Give the golden frames, raw and with their check codes to be made, and the kept corpus."""
    found = []
    for path in sorted(SEEDS.glob("*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["capture"]:
            raw = bytes.fromhex(one["frame"])
            content = raw[1:-1].replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")[:-1]
            found += [bytes([RAW]) + raw, bytes([CHECKED, len(content)]) + content]
    return found + kept()


def kept() -> list[bytes]:
    """Give the inputs that earlier runs kept."""
    if not CORPUS.exists():
        return []
    told = tomllib.loads(CORPUS.read_text(encoding="utf-8"))
    return [bytes.fromhex(one) for one in told["inputs"]]


def mutated(corpus: list[bytes], chance: Random) -> bytes:
    """Give one input changed in some ways, or two joined."""
    data = bytearray(chance.choice(corpus))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(data):
                data[at] = chance.choice((0, 1, 0x7D, 0x7E, 0x7F, 0xFF, chance.randrange(256)))
            case 2:
                del data[at : at + chance.randint(1, 8)]
            case 3:
                data[at:at] = chance.randbytes(chance.randint(1, 8))
            case 4:
                data[at:at] = data[at : at + chance.randint(1, 60)]
            case _:
                data += chance.choice(corpus)[1:]
    return bytes(data[:MAX_INPUT]) or b"\0"


def fuzz(seconds: float, seed: int, most: int | None = None) -> dict[str, Any]:
    """Fuzz for some time; gives what was found, inputs that broke something included."""
    # Repeatable, no secret.
    chance, corpus, seen = Random(seed), seeds(), Edges()
    for one in corpus:
        seen |= edges_of(one)
    began, start, added, broken = time.monotonic(), len(seen), list[bytes](), list[str]()
    runs = 0
    while time.monotonic() - began < seconds and (most is None or runs < most):
        data = mutated(corpus, chance)
        runs += 1
        try:
            new = edges_of(data) - seen
        except Exception as fault:
            broken.append(f"{type(fault).__name__} {data.hex()}")
            continue
        if new:
            seen |= new
            corpus.append(data)
            added.append(data)
    return {
        "runs": runs,
        "edges_at_start": start,
        "edges": len(seen),
        "kept": len(added),
        "broken": broken[:20],
        "inputs": [one.hex() for one in sorted(added, key=len)],
    }


def main() -> int:
    """Fuzz, print one JSON line, and keep the inputs that ran new lines where it is asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--keep", action="store_true")
    told = asked.parse_args()
    found = fuzz(told.seconds, told.seed)
    inputs = found.pop("inputs")
    if told.keep:
        lines = "".join(f'  "{one}",\n' for one in [*(x.hex() for x in kept()), *inputs])
        source = 'source = "found by tests/fuzz/guided_jt808.py: each runs lines no other does"'
        CORPUS.write_text(f"{source}\ninputs = [\n{lines}]\n", encoding="utf-8")
    print(json.dumps(found))
    return 1 if found["broken"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
