"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

State = Annotated[
    Path | None, typer.Option("--state", envvar="DISPATCH120_STATE", help="The state folder.")
]
Listen = Annotated[
    str | None, typer.Option("--listen", help="The address others reach this centre by: https.")
]

CitySize = Literal["whole", "small"]
