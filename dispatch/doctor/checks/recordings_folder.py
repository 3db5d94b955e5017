"""The folder through which recordings go from the exchange to the recorder."""

from dispatch.doctor.finding import Finding, fail, ok


def check_recordings_folder(
    exchange: str, *, exchange_writes: bool, recorder_reads: bool
) -> Finding:
    """Judge both users' rights, as tried by them."""
    if not exchange_writes:
        return fail("recordings_not_writable", exchange=exchange)
    if not recorder_reads:
        return fail("recordings_not_readable", exchange=exchange)
    return ok("recordings_good", exchange=exchange)
