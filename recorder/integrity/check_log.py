"""The log held against the journal's acknowledgements and the signed checkpoints, in one pass.

Two trees grow beside each other: of what the log says, and of what the journal acknowledged. Where
they differ, the next genuine checkpoint decides which of both was written anew.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from recorder.integrity.copies import Signed
from recorder.integrity.findings import Finding, FindingCode
from recorder.integrity.merkle import Frontier
from recorder.integrity.seal_log import BadLine, Leaf
from recorder.storage.journal_reader import JournalReader

_SHOWN: Final = 100
_MAX_GAP: Final = 1000
_HASH_BYTES: Final = 32
_NOTHING: Final = bytes(_HASH_BYTES)
"""Stands for a leaf that nobody knows any more."""


@dataclass
class LogCheck:
    """Takes the log's lines one by one; `end` says what only the end can show.

    Attributes:
        leaf: The leaf of the line taken last, where it is one at its own place.
    """

    journal: JournalReader
    signed: Iterator[Signed]
    leaf: Leaf | None = None
    largest: Signed | None = None
    checkpoints: int = 0
    _says: Frontier = field(default_factory=Frontier)
    _acknowledged: Frontier = field(default_factory=Frontier)
    _bad: list[BadLine] = field(default_factory=list)
    _doubts: list[dict[str, Any]] = field(default_factory=list)
    _good_size: int | None = 0
    _next: Signed | None = None

    def __post_init__(self) -> None:
        self._next = next(self.signed, None)

    @property
    def size(self) -> int:
        """How many leaves there were until now."""
        return self._says.size

    @property
    def root(self) -> str:
        """The root over them, as far as it could be settled."""
        return self._says.root().hex()

    def take(self, line: Leaf | BadLine) -> Iterator[Finding]:
        """One line of the log; lines that are none are placed by the leaf after them."""
        self.leaf = None
        if isinstance(line, BadLine):
            self._bad.append(line)
            return
        n = line.facts.get("n")
        if not isinstance(n, int) or not self._is_near(n, line):
            what = {"what": "leaf", "line": line.n, "says_n": n, "recording": line.recording}
            yield Finding(FindingCode.ADDED, what)
            return
        yield from self._fill(n)
        self.leaf = replace(line, n=n)
        yield from self._append(self.leaf)

    def end(self) -> Iterator[Finding]:
        """Doubts that no checkpoint could settle, and a log that ends too early."""
        yield from self._fill(self.size + len(self._bad))
        for doubt in self._doubts:
            yield Finding(FindingCode.SEAL_CHANGED, doubt | {"where": "log or journal"})
        while self._next is not None:
            self._note(self._next)
        seals = self.journal.count_seals()
        signed = 0 if self.largest is None else self.largest.checkpoint.size
        if self.size < max(seals, signed):
            missing = self.journal.list_seals(self.size, _SHOWN)
            yield Finding(
                FindingCode.LOG_CUT,
                {
                    "leaves": self.size,
                    "acknowledged": seals,
                    "signed": signed,
                    "signed_at": self.largest and self.largest.place,
                    "recordings": [row.recording for row in missing],
                },
            )

    def _is_near(self, n: int, leaf: Leaf) -> bool:
        """Whether a leaf may stand here: the next one, or one after leaves that are gone."""
        gap = n - self.size
        seal = self.journal.find_seal(n) if gap > 0 else None
        known = seal is not None and seal.hash == leaf.hash.hex()
        return gap == 0 or known or 0 < gap <= _MAX_GAP

    def _fill(self, until_n: int) -> Iterator[Finding]:
        """Leaves that are damaged or gone before the next good one."""
        bad, self._bad = self._bad, []
        needed = max(0, until_n - self.size)
        for line in bad[needed:]:
            yield Finding(FindingCode.LOG_DAMAGED, {"n": None} | _damage(line))
        for found in [*bad[:needed], *[None] * (needed - len(bad))]:
            yield from self._stand_in(found)

    def _stand_in(self, line: BadLine | None) -> Iterator[Finding]:
        """A damaged line, or none, where a leaf was."""
        seal = self.journal.find_seal(self.size)
        about, known = (None, None) if seal is None else (seal.recording, seal.hash)
        told = {"n": self.size, "recording": about, "journal": known}
        if line is None:
            yield Finding(FindingCode.REMOVED, told | {"what": "leaf"})
        else:
            yield Finding(FindingCode.LOG_DAMAGED, told | _damage(line))
        said = _NOTHING if line is None else bytes.fromhex(line.found)
        yield from self._grow(said, _hash_or(known, said))

    def _append(self, leaf: Leaf) -> Iterator[Finding]:
        seal = self.journal.find_seal(leaf.n)
        known = None if seal is None else seal.hash
        if seal is not None and (known, seal.recording) != (leaf.hash.hex(), leaf.recording):
            self._doubts.append(
                {
                    "n": leaf.n,
                    "recording": leaf.recording,
                    "acknowledged_recording": seal.recording,
                    "log": leaf.hash.hex(),
                    "journal": known,
                }
            )
        yield from self._grow(leaf.hash, _hash_or(known, leaf.hash))

    def _grow(self, said: bytes, acknowledged: bytes) -> Iterator[Finding]:
        self._says.append(said)
        self._acknowledged.append(acknowledged)
        while self._next is not None and self._next.checkpoint.size == self.size:
            yield from self._check_root(self._next)
            self._note(self._next)

    def _check_root(self, signed: Signed) -> Iterator[Finding]:
        wanted = signed.checkpoint.root
        if self._says.root().hex() == wanted:
            code, where = FindingCode.SEAL_CHANGED, "journal"
            self._acknowledged = copy.deepcopy(self._says)
        elif self._acknowledged.root().hex() == wanted:
            code, where = FindingCode.LOG_REWRITTEN, "log"
            self._says = copy.deepcopy(self._acknowledged)
        else:
            yield from self._unexplained(signed)
            return
        for doubt in self._doubts:
            yield Finding(code, doubt | {"where": where})
        self._doubts.clear()
        self._good_size = signed.checkpoint.size

    def _unexplained(self, signed: Signed) -> Iterator[Finding]:
        """Neither says what was signed: told once, with the leaves between which it happened."""
        if self._good_size is None:
            return
        yield Finding(
            FindingCode.LOG_REWRITTEN,
            {
                "from_n": self._good_size,
                "before_n": signed.checkpoint.size,
                "place": signed.place,
                "line": signed.line_n,
                "signed_root": signed.checkpoint.root,
                "found_root": self._says.root().hex(),
                "where": "log and journal",
            },
        )
        self._good_size = None

    def _note(self, signed: Signed) -> None:
        self.largest, self.checkpoints = signed, self.checkpoints + 1
        self._next = next(self.signed, None)


def _hash_or(known: str | None, otherwise: bytes) -> bytes:
    """What the journal acknowledged, if that is a hash at all."""
    try:
        raw = b"" if known is None else bytes.fromhex(known)
    except ValueError:
        return otherwise
    return raw if len(raw) == _HASH_BYTES else otherwise


def _damage(line: BadLine) -> dict[str, Any]:
    told = {"line": line.n, "stated": line.stated, "found": line.found, "half": not line.has_end}
    return told if line.recording is None else told | {"recording": line.recording}
