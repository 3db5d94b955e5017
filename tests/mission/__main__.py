"""`python -m tests.mission REPORT...`: print the mission table of one or several test runs."""

import argparse
import sys
from pathlib import Path

from tests.mission.results import DamagedReport, merge, read_report
from tests.mission.rows import load_rows
from tests.mission.table import judge, render


def main(arguments: list[str] | None = None) -> int:
    """Print the table.

    Returns:
        0, or 2 when a report is missing or damaged: then nothing is claimed.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.mission", description=main.__doc__)
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT")
    parser.add_argument("--again", nargs="*", type=Path, default=[], metavar="REPORT")
    parser.add_argument("--all", action="store_true", help="name every test of a row")
    chosen = parser.parse_args(arguments)
    try:
        results = merge(map(read_report, chosen.reports), map(read_report, chosen.again))
    except DamagedReport as fault:
        print(f"mission table not printed: {fault}", file=sys.stderr)
        return 2
    print(render([judge(row, results) for row in load_rows().values()], every_proof=chosen.all))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
