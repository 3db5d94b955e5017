"""Coverage-guided fuzzing of a parser: an input that runs new lines is kept.

Run by `deploy/long-test jt808 nmea osmand forwarded pasted`; the small corpora that it found are
committed and replayed by a test. No library: one that fuzzes by coverage would be a compiled wheel
of one platform in the lock that every machine installs, and these parsers are small enough for
`sys.settrace`.
"""

import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "tests" / "golden" / "fuzz"
MAX_INPUT = 4000
Edges = set[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Target:
    """A parser to be fuzzed.

    Args:
        watched: Folders and files whose lines count.
        read: Has the parser read an input; raises where something that always holds does not.
        written: Inputs by hand, from which it begins beside what was kept.
        words: What mutations put in whole.
    """

    name: str
    watched: tuple[str, ...]
    read: Callable[[bytes], None]
    written: Sequence[bytes]
    words: tuple[bytes, ...]

    @property
    def corpus(self) -> Path:
        """Where what was found is kept."""
        return CORPORA / f"{self.name}.toml"

    def kept(self) -> list[bytes]:
        """Give the inputs that earlier runs kept."""
        if not self.corpus.exists():
            return []
        told = tomllib.loads(self.corpus.read_text(encoding="utf-8"))
        return [bytes.fromhex(one) for one in told["inputs"]]

    def seeds(self) -> list[bytes]:
        """Give what it begins with."""
        return [*self.written, *self.kept()]

    def keep(self, inputs: Sequence[bytes]) -> None:
        """Keep what runs lines that no other does."""
        seen = Edges()
        for one in self.written:
            seen |= edges_of(self, one)
        lines = ""
        for one in sorted((*self.kept(), *inputs), key=len):
            new = edges_of(self, one) - seen
            if new:
                seen |= new
                lines += f'  "{one.hex()}",\n'
        source = 'source = "found by tests/fuzz/guided.py: each runs lines no other does"'
        self.corpus.parent.mkdir(exist_ok=True)
        self.corpus.write_text(f"{source}\ninputs = [\n{lines}]\n", encoding="utf-8")


def edges_of(target: Target, data: bytes) -> Edges:
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
        return local if frame.f_code.co_filename.startswith(target.watched) else None

    before = sys.gettrace()
    sys.settrace(outer)
    try:
        target.read(data)
    finally:
        sys.settrace(before)
    return edges


def mutated(corpus: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    """Give one input changed in some ways, or two joined."""
    data = bytearray(chance.choice(corpus))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
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
            case 5:
                data[at : at + chance.randint(0, 4)] = chance.choice(words)
            case _:
                data += chance.choice(corpus)[1:]
    return bytes(data[:MAX_INPUT]) or b"\0"


def fuzz(target: Target, seconds: float, seed: int, most: int | None = None) -> dict[str, Any]:
    """Fuzz for some time; gives what was found, inputs that broke something included."""
    # Repeatable, no secret.
    chance, corpus, seen = Random(seed), target.seeds(), Edges()
    for one in corpus:
        seen |= edges_of(target, one)
    began, start, added, broken = time.monotonic(), len(seen), list[bytes](), list[str]()
    runs = 0
    while time.monotonic() - began < seconds and (most is None or runs < most):
        data = mutated(corpus, target.words, chance)
        runs += 1
        try:
            new = edges_of(target, data) - seen
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
