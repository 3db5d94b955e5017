"""The exchange's program: a version that was tried, with every module we load."""

import re
from collections.abc import Collection

from dispatch.doctor.finding import Finding, fail, ok

TRIED = range(20, 24)


def check_asterisk_program(
    banner: str | None, wanted: Collection[str], present: Collection[str]
) -> Finding:
    """Judge the program.

    Args:
        banner: What ``asterisk -V`` printed; None where there is no program.
        wanted: The modules the generated files load.
        present: The modules that lie in its folder.
    """
    if banner is None:
        return fail("asterisk_missing")
    found = re.match(r"Asterisk (\d+)\.", banner)
    if not found or int(found[1]) not in TRIED:
        return fail("asterisk_version", banner=banner)
    missing = sorted(set(wanted) - set(present))
    if missing:
        return fail("asterisk_modules", modules=", ".join(missing))
    return ok("asterisk_good", banner=banner)
