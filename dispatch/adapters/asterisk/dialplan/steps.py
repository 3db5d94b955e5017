"""Writes the extensions of a dialplan."""

from collections.abc import Iterator

# An application with its values; with a label first where something leads to it.
Step = str | tuple[str, str]


def extension(name: str, *steps: Step) -> Iterator[str]:
    """Write one extension, step after step."""
    labelled = [("", step) if isinstance(step, str) else step for step in steps]
    yield f"exten => {name},1,{labelled[0][1]}"
    yield from (f" same => n{f'({label})' * bool(label)},{step}" for label, step in labelled[1:])
