"""What the system itself must bring."""

from collections.abc import Iterable

from dispatch.doctor.finding import Finding, fail, ok, warn

NEEDED = ("flock", "setpriv", "unshare")
CHINESE_FONT = "chinese font"


def check_packages(missing: Iterable[str]) -> Finding:
    """Judge which programs and files of the system are not there."""
    lacking = sorted(missing)
    if any(name in NEEDED for name in lacking):
        return fail("packages_missing", missing=", ".join(lacking))
    return warn("font_missing") if CHINESE_FONT in lacking else ok("packages_good")
