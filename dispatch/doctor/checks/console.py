"""The pages that the servers give out."""

from dispatch.doctor.finding import Finding, fail, ok


def check_console(*, index_present: bool) -> Finding:
    """Judge whether the pages were built."""
    return ok("console_good") if index_present else fail("console_not_built")
