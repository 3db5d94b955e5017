"""The state folder: ours to write, nobody else's."""

from dispatch.doctor.finding import Finding, fail, ok

OTHERS_MAY_WRITE = 0o002


def check_state_folder(mode: int | None, *, writable: bool) -> Finding:
    """Judge the folder's rights.

    Args:
        mode: Its permission bits; None when it is not there.
        writable: Whether this user may write to it.
    """
    if mode is None:
        return fail("state_missing")
    if not writable:
        return fail("state_not_writable")
    return fail("state_open") if mode & OTHERS_MAY_WRITE else ok("state_good")
