"""One stored form for telephone numbers, so that a caller is found however the trunk writes him."""

import re

from dispatch.domain.errors import DomainError

LONGEST = 20
_USABLE = re.compile(r"\+?[0-9*#]{1,20}")
_WITHHELD = frozenset({"", "anonymous", "unknown", "private", "unavailable", "restricted"})


class NumberUnusable(DomainError):
    """That is not a telephone number."""

    code = "number_unusable"


def required_form(raw: str, *, area_code: str) -> str:
    """Give the stored form of a number that somebody typed; NumberUnusable."""
    number = stored_form(raw, area_code=area_code)
    if number is None:
        raise NumberUnusable
    return number


def stored_form(raw: str | None, *, area_code: str) -> str | None:
    """Give the form in which a number is stored and looked up.

    Mobile numbers lose the country code; local fixed lines (seven or eight digits) gain the
    centre's area code. Three to six digits (110, 10086) stay as they are.

    Args:
        raw: As the trunk or a file writes it; blanks, hyphens and brackets are dropped.
        area_code: The centre's own, with its leading 0, such as 0527.

    Returns:
        None when the number is withheld or is not a telephone number.
    """
    text = re.sub(r"[\s\-()（）.]", "", raw or "")
    if text.lower() in _WITHHELD or not _USABLE.fullmatch(text):
        return None
    return _with_area_code(_without_country_code(text), area_code) or None


def _without_country_code(text: str) -> str:
    for prefix in ("+86", "0086"):
        if text.startswith(prefix):
            rest = text[len(prefix) :]
            local = is_mobile(rest) or rest.startswith("0") or len(rest) < 9
            return _without_country_code(rest if local else f"0{rest}")
    return text


def _with_area_code(text: str, area_code: str) -> str:
    if is_mobile(text.removeprefix("0")):
        return text.removeprefix("0")
    if len(text) in {7, 8} and text.isdigit() and text[0] in "2345678":
        return area_code + text
    return text


def is_mobile(text: str) -> bool:
    """Tell whether a number in its stored form is a mobile telephone's."""
    return len(text) == 11 and text.startswith("1") and text.isdigit()
