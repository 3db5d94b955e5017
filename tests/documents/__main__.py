"""`python -m tests.documents`: draw the state diagrams of ARCHITECTURE.md anew."""

from pathlib import Path

from tests.documents.state_diagrams import redrawn

PAGE = Path(__file__).parents[2] / "ARCHITECTURE.md"


def main() -> None:
    """Rewrite the page; what is not between marks stays as it is."""
    PAGE.write_text(redrawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
