"""Sample first-aid plans 示例 of the demonstration city, in words of our own.

They show how plans are kept and read; they are no medical advice. A site must write its own plans,
and have its own medical director approve each text, before a call-taker reads one to a caller:
until approved_by names him, every page and every order says that a plan is a sample.
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from uuid import NAMESPACE_URL, UUID, uuid5

from dispatch.domain.upkeep_content import Content

_EMPTY: Content = {
    "sex": None,
    "age_from_years": None,
    "age_to_years": None,
    "skills": [],
    "approved_by": "",
}


def sample_plans() -> Iterator[tuple[UUID, Content]]:
    """Give each plan as it is kept, with an id that is the same at every start."""
    text = files("dispatch.simulator").joinpath("sample_plans.toml").read_text("utf-8")
    for one in tomllib.loads(text)["plan"]:
        spoken = {part: [_spoken(line) for line in one[part]] for part in ("questions", "steps")}
        key = uuid5(NAMESPACE_URL, f"dispatch120:demo:plan:{one['name']}")
        yield key, {**_EMPTY, **one, **spoken}


def _spoken(line: str) -> Mapping[str, str]:
    zh, en = line.split(" | ")
    return {"zh": zh, "en": en}
