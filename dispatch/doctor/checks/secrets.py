"""Secrets: all there, readable by their owner only."""

from collections.abc import Mapping

from dispatch.doctor.finding import Finding, fail, ok

OTHERS_MAY_READ = 0o077


def check_secrets(modes: Mapping[str, int | None]) -> Finding:
    """Judge each secret's permission bits; None where the file is missing."""
    missing = sorted(name for name, mode in modes.items() if mode is None)
    if missing:
        return fail("secrets_missing", names=", ".join(missing))
    loose = sorted(name for name, mode in modes.items() if mode and mode & OTHERS_MAY_READ)
    return fail("secrets_readable", names=", ".join(loose)) if loose else ok("secrets_good")
