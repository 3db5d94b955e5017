"""`dispatch120 backup` and `dispatch120 restore`."""

from pathlib import Path
from typing import Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.telling import tell, told_refusals

Target = Annotated[Path | None, typer.Option("--to", help="A folder that does not exist yet.")]
WithAudio = Annotated[bool, typer.Option("--recordings", help="Copy the recordings too.")]
Source = Annotated[Path, typer.Argument(help="A folder that backup made.")]


def backup(state: State = None, to: Target = None, *, recordings: WithAudio = False) -> None:
    """Save a centre, running or not, to one checked folder."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.cli.saving import save_centre

    with told_refusals():
        folder, saved = save_centre(find_layout(state), to, with_audio=recordings)
        tell("backup_done", folder=folder)
        code = "backup_with_audio" if recordings else "backup_without_audio"
        tell(code, recordings=saved.recordings, megabytes=saved.bytes_ // 1_000_000)


def restore(source: Source, state: State = None) -> None:
    """Bring a backup back into an empty state folder."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.cli.saving import restore_centre

    layout = find_layout(state)
    with told_refusals():
        restore_centre(layout, source)
        tell("restore_done", state=layout.state)
