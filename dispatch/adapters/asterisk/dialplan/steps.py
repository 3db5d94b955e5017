"""Writes the priorities of an extension."""

from collections.abc import Iterator

# A label and its step, or a step alone.
Step = str | tuple[str, str]


def extension(name: str, *steps: Step) -> Iterator[str]:
    """Write one extension; its first step bears no label."""
    labelled = [("", step) if isinstance(step, str) else step for step in steps]
    yield f"exten => {name},1,{labelled[0][1]}"
    yield from (f" same => n{f'({label})' * bool(label)},{step}" for label, step in labelled[1:])
