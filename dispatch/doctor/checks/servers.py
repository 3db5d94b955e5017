"""The command servers, each asked for itself."""

from collections.abc import Mapping, Sequence

from dispatch.doctor.finding import Finding, fail, ok, warn


def check_servers(failed: Mapping[str, Sequence[str] | None]) -> Finding:
    """Judge both servers' /ready.

    Args:
        failed: By server what it names as not working; None where it does not answer.
    """
    silent = sorted(name for name, parts in failed.items() if parts is None)
    if len(silent) == len(failed):
        return fail("servers_silent")
    if silent:
        return fail("server_silent", servers=", ".join(silent))
    unready = sorted({part for parts in failed.values() for part in parts or ()})
    if unready:
        return warn("servers_unready", parts=", ".join(unready))
    return ok("servers_good", servers=", ".join(sorted(failed)))
