"""One guided run over one parser; prints one JSON line."""

import argparse
import json

from tests.fuzz.guided import fuzz
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Fuzz, and keep the inputs that ran new lines where it is asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("target", choices=sorted(TARGETS))
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--keep", action="store_true")
    told = asked.parse_args()
    target = TARGETS[told.target]
    found = fuzz(target, told.seconds, told.seed)
    inputs = [bytes.fromhex(one) for one in found.pop("inputs")]
    if told.keep:
        target.keep(inputs)
    print(json.dumps(found))
    return 1 if found["broken"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
