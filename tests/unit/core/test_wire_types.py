"""The pages' types are those of the contracts."""

from pathlib import Path

from typer.testing import CliRunner

from dispatch.cli import app

WIRE = Path(__file__).parents[3] / "dispatch" / "console" / "src" / "wire" / "contracts.gen.ts"


def test_the_types_of_the_pages_are_current():
    printed = CliRunner().invoke(app, ["contracts", "typescript"])
    assert printed.exit_code == 0
    assert printed.stdout == WIRE.read_text(encoding="utf-8")
