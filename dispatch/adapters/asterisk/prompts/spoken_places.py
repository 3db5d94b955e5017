"""Places whose names are recorded, so that an announcement can speak them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

PREFIX = "place-"


@cache
def spoken_places() -> Mapping[str, str]:
    """Give the voice of every recorded place, by the place's name: 黄河路 is huanghelu."""
    lines = tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))
    voices = {
        line["text"]: name.removeprefix(PREFIX)
        for name, line in lines.items()
        if name.startswith(PREFIX)
    }
    return MappingProxyType(voices)
