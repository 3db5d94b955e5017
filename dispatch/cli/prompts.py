"""`dispatch120 prompts`: makes the built-in audio anew, and tells what differs."""

from pathlib import Path
from typing import Annotated

import typer

from dispatch.cli.telling import tell, told_refusals

prompts = typer.Typer(help="The built-in prompts.", no_args_is_help=True)

Voice = Annotated[
    Path,
    typer.Option(help="Python of the environment that dispatch/simulator/voices/render names."),
]
Keep = Annotated[bool, typer.Option(help="Put what was made in the place of what differs.")]


@prompts.callback()
def _group() -> None:
    """The built-in prompts."""


@prompts.command()
def make(voice: Voice, *, keep: Keep = False) -> None:
    """Speak every line of lines.toml anew; exit status 1 when it is not what is committed."""
    from dispatch.adapters.asterisk.prompt_making import make_prompts

    with told_refusals():
        differing = make_prompts(voice, keep=keep)
        for name in differing:
            tell("prompt_differs", name=name)
        tell("prompts_made", differing=len(differing))
    if differing and not keep:
        raise typer.Exit(1)
