"""Finds named places: what the database proposes is compared in full, so that each has a reason."""

import re
from collections.abc import Iterable, Iterator, Sequence

from gis.datum import Wgs84
from gis.geocode import statements
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.likeness import Likeness, Wanted, likeness
from gis.geocode.normalise import is_latin, normalise
from gis.geocode.pinyin import likely_initials, spelled
from gis.geocode.statements import Fetch, Row, beginning, like

SURE, READ, SOME = 0.84, 0.77, 0.7
# What may be alike, and yet be told from everything else: characters, letters.
CHARACTERS_ALIKE, LETTERS_ALIKE = (3, 12), (5, 60)
# Of two that are called so now and once, the one that is called so now goes first.
PER_ALIAS = 0.02
_LATIN_BEHIND = re.compile(r"^(.*[\u3400-\u9fff])\s+([A-Za-zÀ-ÿ].*)$")
_UNSAID = ("小区", "社区")


class Names:
    """Looks for places by their names.

    Args:
        fetch: Runs one statement and gives its rows.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    async def find(self, text: str) -> list[Found]:
        """Give places whose name is like a text, in no order; unlikely ways only when needed."""
        wanted = Wanted.of(text)
        if not wanted.key:
            return []
        found = _Best()
        found.take(wanted, [*await self._begins(wanted), *await self._latin(wanted)])
        enough = READ if wanted.latin else SURE
        for look in (self._within, self._sound, self._similar, self._contained):
            if found.confidence < min(enough, SOME if look == self._contained else 1.0):
                found.take(wanted, await look(wanted))
        return list(found.by_id.values())

    async def begun(self, text: str) -> list[Found]:
        """Give places whose name begins so, letter by letter, and nothing else."""
        wanted, found = Wanted.of(text), _Best()
        if wanted.key:
            found.take(wanted, await self._begins(wanted))
        return list(found.by_id.values())

    async def _begins(self, wanted: Wanted) -> Sequence[Row]:
        return await self._fetch(statements.BEGINS, beginning("begins", wanted.key))

    async def _latin(self, wanted: Wanted) -> Sequence[Row]:
        if not wanted.latin:
            return []
        starts = dict.fromkeys((wanted.key, *likely_initials(wanted.key)))
        words = [f"% {like(one)}%" for one in starts]
        if len(wanted.key) < 3:
            return await self._fetch(statements.LATIN_BEGUN, {"words": words})
        rows = list(await self._fetch(statements.LATIN, {"words": words}))
        if len(rows) < 3 and len(wanted.key) > 2 and is_latin(wanted.key):
            within = {"within": f"%{like(wanted.key)}%"}
            rows += await self._fetch(statements.LATIN_WITHIN, within)
        return rows

    async def _within(self, wanted: Wanted) -> Sequence[Row]:
        key = wanted.key
        if len(key) < 2:
            return []
        statement = statements.WITHIN_TWO if len(key) == 2 else statements.WITHIN
        return await self._fetch(statement, {"key": key, "within": f"%{like(key)}%"})

    async def _sound(self, wanted: Wanted) -> Sequence[Row]:
        if wanted.latin or len(wanted.key) < 2:
            return []
        word = f"% {like(spelled(wanted.key)[0])}%"
        return await self._fetch(statements.SOUND, {"word": word})

    async def _similar(self, wanted: Wanted) -> Sequence[Row]:
        latin = is_latin(wanted.key)
        least, most = LETTERS_ALIKE if latin else CHARACTERS_ALIKE
        if not least <= len(wanted.key) <= most:
            return []
        said = wanted.key if latin else spelled(wanted.key)[0]
        return await self._fetch(statements.SIMILAR, {"spelled": said})

    async def _contained(self, wanted: Wanted) -> Sequence[Row]:
        return await self._fetch(statements.CONTAINED, {"parts": list(_parts(wanted.key))})


class _Best:
    """What was found so far, each place as it matches best."""

    def __init__(self) -> None:
        self.by_id: dict[str, Found] = {}
        self.confidence = 0.0

    def take(self, wanted: Wanted, rows: Iterable[Row]) -> None:
        """Take the rows that are like what is wanted, each with how."""
        for row in rows:
            alike = likeness(wanted, names_of(row))
            if alike is None:
                continue
            reason = _reason(row, alike)
            share = alike.share - (PER_ALIAS if reason.how is How.ALIAS else 0.0)
            one = found_of(row, share, (reason,), excess=alike.excess)
            known = self.by_id.get(one.id)
            if known is None or known.confidence < one.confidence:
                self.by_id[one.id] = one
            self.confidence = max(self.confidence, one.confidence)


def names_of(row: Row) -> tuple[str, ...]:
    """Give every name under which a place is known, and what people leave out of it."""
    name = row["name"]
    both = _LATIN_BEHIND.match(name)
    parts = both.groups() if both else ()
    short = [name.removesuffix(one) for one in _UNSAID if name.endswith(one)]
    return tuple(
        dict.fromkeys(
            one
            for one in (name, *parts, row["other_name"], row["key"], row["alias"], *short)
            if one
        )
    )


def found_of(row: Row, confidence: float, reasons: Sequence[Reason], *, excess: int = 0) -> Found:
    """Make a place of a row."""
    return Found(
        id=str(row["id"]),
        name=row["name"],
        detail=row["detail"],
        district=row["district"],
        kind=row["kind"],
        initials=row["initials"].split(" ")[1] if " " in row["initials"] else "",
        point=Wgs84(row["lon"], row["lat"]),
        key=row["parent"] if row["kind"] == "building" else normalise(row["name"]),
        confidence=round(confidence, 3),
        reasons=tuple(reasons),
        weight=row["weight"],
        excess=excess,
    )


def _reason(row: Row, alike: Likeness) -> Reason:
    """Say how it matches; where a row stands for an old or second name, that name is told."""
    name, other = normalise(row["name"]), row["other_name"]
    if alike.share >= SURE and row["key"] != name and normalise(other) == row["key"]:
        return Reason(Part.NAME, How.ALIAS, other)
    return Reason(Part.NAME, alike.how)


def _parts(key: str) -> Iterator[str]:
    """Give every piece of a text that may be a name."""
    for start in range(min(len(key), 24)):
        for end in range(start + 2, min(len(key), start + 16) + 1):
            yield key[start:end]
