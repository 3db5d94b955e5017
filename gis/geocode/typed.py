"""What was typed, taken apart: who speaks, the place, and the words that say where beside it."""

import re
from dataclasses import dataclass

LONGEST_TYPED = 200
_LEAD = re.compile(
    r"^(?:(?:我们|我|病人|患者|老人|伤者|人|他|她)?(?:现在|目前)?(?:就|都)?(?:是)?(?:住在|在|位于)"
    r"|地址(?:是|为)?[:：]?|地点(?:是|为)?[:：]?)\s*"
)
_SIDES = "东西南北前后左右"
# 西门 is a hint; 西门街8号 is a road that is called so.
_NO_ROAD = r"(?!.*[路街巷道村号])"
_HINT = re.compile(
    r"(?:的)?(?P<hint>(?:斜对面|正对面|对面|对过|隔壁|旁边|附近|周边|周围|门口|门前|大门口?|楼下|楼上"
    rf"|边上|下面|[{_SIDES}](?:侧|边|面|门口?){_NO_ROAD}|(?:[{_SIDES}]{{1,2}})?\d+\s?米(?:处)?|旁)"
    r".*)$"
)
_LATIN_HINT = re.compile(
    r"^(?P<hint>opposite(?: of)?|near(?: to)?|next to|behind|in front of|beside|across from|by"
    r"|gegenüber(?: von)?|neben|hinter|vor|nahe|em frente (?:a|ao|à)|ao lado d[aeo]|perto d[aeo])"
    r"\s+",
    re.IGNORECASE,
)
_LATIN_TAIL = re.compile(
    r"[,\s]+(?P<hint>(?:opposite|nearby|gegenüber|back door|rear|side)\b.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it was typed, and what of it names a place.

    Attributes:
        hint: 对面, near and the like, as it was typed; empty where nothing was.
    """

    text: str
    core: str
    hint: str


def take_apart(text: str) -> Typed:
    """Part a text; with nothing but hints in it the whole text stays its core."""
    whole = text[:LONGEST_TYPED].strip()
    rest = _LEAD.sub("", whole) or whole
    for pattern in (_HINT, _LATIN_HINT, _LATIN_TAIL):
        found = pattern.search(rest)
        if found is not None:
            left = (rest[: found.start()] + rest[found.end() :]).strip(" ,，。")
            if len(left) > 1:
                return Typed(whole, left, found["hint"].strip(" ,，。"))
    return Typed(whole, rest, "")


_TOWARD = re.compile(
    r"[（(]?\s*(?:开?往|向|去|朝|to(?:wards)?\s)\s*(?P<place>.+?)\s*(?:方向|direction)?\s*[)）]?$"
)


def toward(text: str) -> str:
    """Give where a direction leads: 往北京方向 gives 北京; empty where none is told."""
    found = _TOWARD.search(text)
    return found["place"] if found else ""
