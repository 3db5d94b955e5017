"""The closed list of prompts. What each is for stands in the pages' catalogue under its key."""

from collections.abc import Mapping

from dispatch.domain.prompt import Prompt, PromptNotFound, PromptUse

NUMERAL, WORD, LETTER, PROVINCE = "digits-", "word-", "letter-", "plate-"
DIGITS = tuple(range(10))
TEENS = tuple(range(11, 20))
TENS = tuple(range(10, 100, 10))
LISTENS_FOR_S = 15.0
ANSWERS_WITHIN_S, ACCEPTS_WITHIN_S = 1.0, 3.0
# The streets that can be spoken; a place that is none of them has the words for any place.
PLACE = "place-"
PLACES = (
    *(
        "beihailu",
        "changbaishanlu",
        "changjianglu",
        "dongwulu",
    ),
    *(
        "fazhandadao",
        "fukangdadao",
        "fumindadao",
        "fuqianlu",
    ),
    *(
        "hongzehulu",
        "huaihailu",
        "huanghelu",
        "jiangshandadao",
    ),
    *(
        "jinghulu",
        "jinshajianglu",
        "lushanlu",
        "minjianglu",
    ),
    *(
        "nanhailu",
        "pingandadao",
        "qiantangjianglu",
        "qinghaihulu",
    ),
    *(
        "renmindadao",
        "shijidadao",
        "suzhoulu",
        "taihangshanlu",
    ),
    *(
        "taishanlu",
        "tonghudadao",
        "xiamenlu",
        "xiangwanglu",
    ),
    *(
        "xihulu",
        "xingfulu",
        "zhujianglu",
    ),
)
WORDS = (
    *("yao", "two", "ambulance", "casualty", "hour", "minute", "sharp"),
    *("number", "building", "entrance", "floor", "room"),
)
ENGLISH_WORDS = ("ambulance-many", "casualty-many", "oh", "hundred-hours")
# I and O stand on no plate: GA 36-2018.
LETTERS = tuple("abcdefghjklmnpqrstuvwxyz")
# The first sign of a plate names a province; its prompt has the code of GB/T 2260.
PROVINCES: Mapping[str, str] = dict(
    zip(
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新",
        (
            *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36"),
            *("37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62"),
            *("63", "64", "65"),
        ),
        strict=True,
    )
)


def _sentences() -> tuple[Prompt, ...]:
    return (
        Prompt("welcome", PromptUse.WAITING),
        Prompt("place", PromptUse.WAITING, is_part=True),
        Prompt("place_end", PromptUse.WAITING, is_part=True),
        Prompt("next", PromptUse.WAITING),
        Prompt("reconnecting", PromptUse.WAITING),
        Prompt("spare", PromptUse.OVERFLOW),
        Prompt("outward", PromptUse.OVERFLOW),
        Prompt("message", PromptUse.MESSAGE),
        Prompt("kept", PromptUse.MESSAGE),
        Prompt("misdial", PromptUse.SCREENING),
        Prompt("locked", PromptUse.SCREENING),
        Prompt("speak_now", PromptUse.SCREENING, then_silent_s=LISTENS_FOR_S),
        Prompt("holding", PromptUse.TALK),
        Prompt("parked", PromptUse.TALK),
        Prompt("silent", PromptUse.TALK, then_silent_s=ANSWERS_WITHIN_S),
        Prompt("line_down", PromptUse.LINE),
        Prompt("group_ask", PromptUse.LINE, then_silent_s=ACCEPTS_WITHIN_S),
        Prompt("group_full", PromptUse.LINE),
        Prompt("dial_in", PromptUse.LINE, then_silent_s=ANSWERS_WITHIN_S),
        Prompt("ringback", PromptUse.TONE, is_part=True),
        Prompt("tick", PromptUse.TONE, is_part=True),
        Prompt("beep", PromptUse.TONE, is_part=True),
    )


def _surge() -> tuple[Prompt, ...]:
    """Give what a surge is announced with; the place goes between two halves of a sentence."""
    halves = ("surge-for", "surge-help", *(f"{PLACE}{name}" for name in PLACES))
    return (
        Prompt("surge", PromptUse.SURGE),
        *(Prompt(key, PromptUse.SURGE, is_part=True) for key in halves),
    )


def _numerals() -> tuple[Prompt, ...]:
    names = (*map(str, (*DIGITS, *TENS)), "hundred", "thousand")
    return tuple(Prompt(f"{NUMERAL}{name}", PromptUse.NUMERAL, is_part=True) for name in names)


def _words() -> tuple[Prompt, ...]:
    """Give what orders and addresses are put together of."""
    keys = (
        *(f"{WORD}{name}" for name in WORDS),
        *(f"{LETTER}{letter}" for letter in LETTERS),
        *(f"{PROVINCE}{code}" for code in PROVINCES.values()),
    )
    return tuple(Prompt(key, PromptUse.WORD, is_part=True) for key in keys)


def _english() -> tuple[Prompt, ...]:
    """Give what Chinese has no word for; built in is none of it."""
    keys = (*(f"{NUMERAL}{teen}" for teen in TEENS), *(f"{WORD}{name}" for name in ENGLISH_WORDS))
    return tuple(Prompt(key, PromptUse.WORD, is_part=True, is_built_in=False) for key in keys)


PROMPTS: Mapping[str, Prompt] = {
    one.key: one for one in (*_sentences(), *_surge(), *_numerals(), *_words(), *_english())
}


def get_prompt(key: str) -> Prompt:
    """Give an entry of the closed list; PromptNotFound."""
    found = PROMPTS.get(key)
    if found is None:
        raise PromptNotFound(prompt=key)
    return found
