"""The database's schema against this program's."""

from dispatch.doctor.finding import Finding, fail, ok


def check_migrations(pending: bool | None) -> Finding:
    """Judge whether the schema is older than the program; None when nobody could tell."""
    if pending is None:
        return fail("migrations_unknown")
    return fail("migrations_pending") if pending else ok("migrations_good")
