"""Writes Asterisk's ini-like sections."""

from collections.abc import Iterable, Iterator

Setting = tuple[str, object]
Step = str | tuple[str, str]


def section(name: str, *settings: Setting) -> str:
    """Write one section; a key may come more than once."""
    return "\n".join((f"[{name}]", *(f"{key}={value}" for key, value in settings), ""))


def sections(parts: Iterable[str]) -> str:
    """Join sections to a file."""
    return "; Written by dispatch120 exchange write. Changes here are lost.\n\n" + "\n".join(parts)


def extension(name: str, *steps: Step) -> Iterator[str]:
    """Write the steps of one extension; a step with a label can be gone to."""
    labelled = [("", step) if isinstance(step, str) else step for step in steps]
    yield f"exten => {name},1,{labelled[0][1]}"
    yield from (f" same => n{f'({label})' * bool(label)},{step}" for label, step in labelled[1:])
