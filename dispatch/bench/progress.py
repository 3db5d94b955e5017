"""Says on stderr how far a bench has come; stdout holds nothing but its result."""

import sys
from collections.abc import Callable

Tell = Callable[[str], None]


def tell(text: str) -> None:
    """Say one line."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
