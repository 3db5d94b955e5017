#!/usr/bin/env python3
"""Checks a bundle of recordings as evidence. Needs Python 3.8 and nothing else, no network.

    python3 -I -S verify.py [FOLDER-OR-ZIP] [--key PUBLIC-KEY]

Without a folder: the one this file lies in. Ends with 0 where all is intact, 1 where anything is
not, 2 where the bundle cannot be read. Own Ed25519 (RFC 8032, 5.1.7) and Merkle proof (RFC 9162,
2.1.3.2).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
CHECKPOINT = re.compile(
    r"(?P<said>dispatch120-checkpoint-1 (?P<log>\S+) (?P<size>\d+) (?P<root>[0-9a-f]{64})"
    r" (?P<at>\S+) (?P<offset>\S+) (?P<key>[0-9a-f]{16})) (?P<signature>[A-Za-z0-9+/]{86}==)\n?"
)
PART = re.compile(
    r"(audio(?=.*\.flac)|leaves(?=.*\.json)|proofs(?=.*\.json))/([A-Za-z0-9_.-]+)\.[a-z]{4}"
)
FOLDERS = ("audio/", "leaves/", "proofs/")
PLAIN = {"README.txt", "verify.py", "key.txt", "checkpoint.txt"}
TOLD = (
    ("开始 start", "started_at"),
    ("结束 end", "ended_at"),
    ("封存 sealed", "sealed_at"),
    ("时钟偏差 clock offset, us", "clock_offset_us"),
)
REDACTED = (
    ("已脱密，原始录音 redacted copy of", "parent"),
    ("静音样点 muted samples", "spans"),
    ("填充 filled with", "filling"),
    ("制作人 by", "redacted_by"),
    ("原因 because", "redacted_because"),
)
CHUNK_BYTES = 1 << 20
MAX_TEXT_BYTES = 1 << 24


class Point(NamedTuple):
    """A point of the curve, in extended coordinates."""

    x: int
    y: int
    z: int
    t: int


class Unreadable(Exception):
    """It is no bundle."""


def add(a: Point, b: Point) -> Point:
    """Add two points."""
    e = (a.y - a.x) * (b.y - b.x) % P
    f = (a.y + a.x) * (b.y + b.x) % P
    g, h = 2 * a.t * b.t * D % P, 2 * a.z * b.z % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return Point(i * j % P, k * m % P, j * k % P, i * m % P)


def times(factor: int, point: Point) -> Point:
    """Multiply a point."""
    product = Point(0, 1, 1, 0)
    while factor:
        if factor & 1:
            product = add(product, point)
        point, factor = add(point, point), factor >> 1
    return product


def to_point(raw: bytes) -> Point | None:
    """Read a point; None where it is none."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if len(raw) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return Point(x, y, 1, x * y % P)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature fits."""
    key, r = to_point(public), to_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or len(signature) != 64 or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    base = to_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    if base is None:
        return False
    left = times(s, base)
    right = add(r, times(int.from_bytes(digest, "little") % L, key))
    same_x = (left.x * right.z - right.x * left.z) % P == 0
    same_y = (left.y * right.z - right.y * left.z) % P == 0
    return same_x and same_y


def root_of(leaf: bytes, index: int, size: int, proof: Iterable[bytes]) -> bytes | None:
    """The root that a proof of inclusion leads to; None where it has not the shape."""
    if not 0 <= index < size:
        return None
    node, last, root = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if node & 1 or node == last:
            root = hashlib.sha256(b"\x01" + step + root).digest()
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            root = hashlib.sha256(b"\x01" + root + step).digest()
        node, last = node >> 1, last >> 1
    return root if last == 0 else None


class Bundle:
    """The files of a bundle, from a folder or a zip."""

    def __init__(self, path: Path) -> None:
        if path.is_dir():
            self.names = sorted(
                one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file()
            )
            self._open: Callable[[str], Any] = lambda name: (path / name).open("rb")
        else:
            archive = zipfile.ZipFile(path)
            self.names = sorted(one for one in archive.namelist() if not one.endswith("/"))
            self._open = archive.open

    def text(self, name: str) -> bytes:
        """A small file."""
        if name not in self.names:
            raise Unreadable("missing " + name)
        with self._open(name) as file:
            data: bytes = file.read(MAX_TEXT_BYTES)
        return data

    def sha256(self, name: str) -> tuple[str, int]:
        """Fingerprint and size of a large file."""
        digest, size = hashlib.sha256(), 0
        with self._open(name) as file:
            for data in iter(lambda: file.read(CHUNK_BYTES), b""):
                digest.update(data)
                size += len(data)
        return digest.hexdigest(), size


class Check:
    """Goes through a bundle and gathers what is wrong."""

    def __init__(self, bundle: Bundle, trusted_key: str | None) -> None:
        self.bundle = bundle
        self.wrong: list[str] = []
        self.lines: list[str] = []
        self.parents: set[str] = set()
        self.key = bundle.text("key.txt").decode("ascii", "replace").strip()
        self.trusted_key = trusted_key
        self.checkpoint = CHECKPOINT.fullmatch(
            bundle.text("checkpoint.txt").decode("ascii", "replace")
        )

    def run(self) -> None:
        """Signature first, then each recording, then what does not belong here."""
        self.check_signature()
        parts: dict[str, dict[str, str]] = {}
        for name in self.bundle.names:
            match = PART.fullmatch(name)
            if match:
                parts.setdefault(match.group(2), {})[match.group(1)] = name
            elif name.startswith(FOLDERS):
                self.wrong.append("added " + name)
            elif name not in PLAIN:
                self.lines.append("不属于本包 not part of it: " + name + "\n")
        if not parts:
            self.wrong.append("no recording in it")
        for recording in sorted(parts):
            self.check_parent(recording, parts)
        for recording in sorted(parts):
            self.check_recording(recording, parts[recording])

    def check_signature(self) -> None:
        """The checkpoint is signed by the key, and the key is the one that is trusted."""
        if self.checkpoint is None:
            self.wrong.append("checkpoint.txt is no checkpoint")
            return
        try:
            raw = bytes.fromhex(self.key)
        except ValueError:
            raw = b""
        signature = base64.b64decode(self.checkpoint.group("signature"))
        said = self.checkpoint.group("said").encode()
        if hashlib.sha256(raw).hexdigest()[:16] != self.checkpoint.group("key"):
            self.wrong.append("checkpoint is of another key than key.txt")
        if not is_signed(raw, said, signature):
            self.wrong.append("checkpoint is forged: its signature does not fit")
        if self.trusted_key is not None and self.trusted_key != self.key:
            self.wrong.append("key.txt is not the key that you trust")

    def check_parent(self, recording: str, parts: dict[str, dict[str, str]]) -> None:
        """A redacted copy names its original, whose own seal is in here with the same sound."""
        try:
            facts = json.loads(self.bundle.text(parts[recording].get("leaves", "")))
            if facts.get("class") != "redacted":
                return
            parent, sealed = facts["parent"], facts["parent_flac_sha256"]
            self.parents.add(parent)
            original = json.loads(self.bundle.text(parts[parent]["leaves"]))
            if original["flac_sha256"] != sealed or original.get("class") == "redacted":
                self.wrong.append(recording + " is no copy of " + parent)
        except (ValueError, KeyError, TypeError, AttributeError, Unreadable):
            self.wrong.append(recording + " its original cannot be read")

    def check_recording(self, recording: str, parts: dict[str, str]) -> None:
        """One recording: its leaf, the proof of the leaf, its sound."""
        for needed in ("leaves", "proofs"):
            if needed not in parts:
                self.wrong.append(recording + " removed " + needed)
                return
        leaf = self.bundle.text(parts["leaves"])
        try:
            facts, proof = json.loads(leaf), json.loads(self.bundle.text(parts["proofs"]))
            index, steps = int(proof["n"]), [bytes.fromhex(step) for step in proof["path"]]
            self.check_leaf(recording, leaf, facts, index, steps)
            self.check_sound(recording, facts, parts.get("audio"))
            self.tell(recording, facts)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.wrong.append(recording + " leaf or proof cannot be read")

    def check_leaf(
        self,
        recording: str,
        leaf: bytes,
        facts: dict[str, Any],
        index: int,
        steps: Iterable[bytes],
    ) -> None:
        """The leaf stands in the signed log, and is about this recording."""
        if self.checkpoint is None:
            return
        digest = hashlib.sha256(b"\x00" + leaf).digest()
        found = root_of(digest, index, int(self.checkpoint.group("size")), steps)
        if found is None or found.hex() != self.checkpoint.group("root"):
            told = "found nothing" if found is None else "found " + found.hex()
            signed = self.checkpoint.group("root")
            self.wrong.append(recording + " leaf is not in the log: signed " + signed + " " + told)
        said = facts["recording"], facts["n"], facts["log"], facts["kind"]
        if said != (recording, index, self.checkpoint.group("log"), "recording"):
            self.wrong.append(recording + " leaf is about something else: " + str(said))

    def check_sound(self, recording: str, facts: dict[str, Any], audio: str | None) -> None:
        """The file is the one that was sealed, byte for byte."""
        sealed = facts["flac_sha256"]
        if sealed is None:
            if audio is not None:
                self.wrong.append(recording + " added " + audio)
            return
        if audio is None and recording in self.parents:
            self.lines.append("原始录音不在本包内 original, proven and not in here:\n")
            return
        if audio is None:
            self.wrong.append(recording + " removed its sound, sealed " + sealed)
            return
        found, size = self.bundle.sha256(audio)
        if found != sealed or size != facts["flac_bytes"]:
            self.wrong.append(recording + " changed: sealed " + sealed + " found " + found)

    def tell(self, recording: str, facts: dict[str, Any]) -> None:
        """What the seal says of it."""
        self.lines.append(f"录音 recording {recording}\n")
        for words, field in TOLD:
            self.lines.append(f"  {words} {facts[field]}\n")
        if facts.get("class") == "redacted":
            for words, field in REDACTED:
                self.lines.append(f"  {words} {facts.get(field)}\n")

    def report(self) -> str:
        """All of it, as text."""
        seen = "" if self.checkpoint is None else self.checkpoint.group(0).strip()
        head = (
            f"公钥 public key {self.key}\n检查点 checkpoint {seen}\n"
            "请与纸上或第二处保存的公钥和检查点核对。\n"
            "Compare both with those on paper or at the second place.\n\n"
        )
        wrong = "".join(f"不符 WRONG: {one}\n" for one in self.wrong)
        end = "结论：不可信 RESULT: NOT INTACT\n" if self.wrong else "结论：完好 RESULT: INTACT\n"
        return head + "".join(self.lines) + wrong + end


def main(arguments: list[str]) -> int:
    """Check the bundle that is named; gives the exit code."""
    key = None
    if "--key" in arguments:
        at = arguments.index("--key")
        key = "".join(arguments[at + 1 : at + 2]).lower()
        arguments = arguments[:at] + arguments[at + 2 :]
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        check = Check(Bundle(path), key)
        check.run()
    except (OSError, Unreadable, zipfile.BadZipFile) as error:
        sys.stderr.write(f"verify.py: {error}\n")
        return 2
    sys.stdout.buffer.write(check.report().encode("utf-8"))
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
