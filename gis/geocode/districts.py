"""District and city names around an address: people say them, and no name has them in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.normalise import fold, normalise

OTHER_DISTRICT = 0.85
_ENDINGS = "市区县镇乡"
_PROVINCE = re.compile(r"^(?:中国|中华人民共和国)?[\u3400-\u9fff]{2,3}(?:省|自治区)")
_POSTCODE = re.compile(r"(?:^|[\s,])(?:[a-z]-)?\d{5,6}(?=$|[\s,])")
_BRACKET = re.compile(r"[(\[]([^)\]]*)[)\]]$")


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without the names of districts.

    Attributes:
        districts: Those that were told, as they are called in full; cities are none.
    """

    text: str
    districts: tuple[str, ...]


class RegionNames:
    """Names of cities and districts of the region in force.

    Args:
        named: Name, and whether it divides the region: a city does not.
    """

    def __init__(self, named: Iterable[tuple[str, bool]] = ()) -> None:
        full: dict[str, tuple[str, bool]] = {}
        short: dict[str, tuple[str, bool]] = {}
        for name, divides in named:
            key = normalise(name)
            full[key] = (name, divides)
            if len(key) > 2 and key[-1] in _ENDINGS:
                short[key[:-1]] = (name, divides)
        self._full = full
        self._said = {**short, **full}
        self._longest = sorted(self._said, key=len, reverse=True)

    def strip(self, text: str) -> Stripped:
        """Take the names off both ends, as long as something is left."""
        rest, told = fold(text), []
        rest = _POSTCODE.sub(" ", _PROVINCE.sub("", rest)).strip(" ,")
        for _ in range(3):
            taken = self._from_front(rest) or self._from_end(rest)
            if taken is None:
                break
            rest, (name, divides) = taken
            told += [name] if divides else []
        return Stripped(rest, tuple(told))

    def _from_front(self, text: str) -> tuple[str, tuple[str, bool]] | None:
        for name in self._longest:
            rest = text[len(name) :]
            if not text.startswith(name) or len(normalise(rest)) < 2:
                continue
            if name.isascii() and rest[0].isalnum():
                continue
            if name in self._full or rest[0] not in f"{_ENDINGS}站路街大":
                return rest.strip(" ,"), self._said[name]
        return None

    def _from_end(self, text: str) -> tuple[str, tuple[str, bool]] | None:
        bracket = _BRACKET.search(text)
        if bracket and bracket[1] in self._said:
            return text[: bracket.start()].strip(" ,"), self._said[bracket[1]]
        for name in self._full:
            rest = text.removesuffix(name)
            parted = not name.isascii() or rest.endswith((" ", ","))
            if rest != text and parted and len(normalise(rest)) > 1:
                return rest.strip(" ,"), self._said[name]
        return None


def judged(found: Found, districts: tuple[str, ...]) -> Found:
    """Trust a place less that lies in another district than was told."""
    if not districts or not found.district:
        return found
    if any(one == found.district or one in found.detail for one in districts):
        return found.doubted(1.0, Reason(Part.DISTRICT, How.WHOLE, found.district))
    return found.doubted(OTHER_DISTRICT, Reason(Part.DISTRICT, How.OTHER, found.district))
