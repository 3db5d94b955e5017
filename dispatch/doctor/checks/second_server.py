"""Whether one machine's death leaves a server."""

from collections.abc import Collection

from dispatch.doctor.finding import Finding, fail, ok, warn


def check_second_server(hosts: Collection[str], own_addresses: Collection[str]) -> Finding:
    """Judge where the servers stand.

    Args:
        hosts: One entry a server.
        own_addresses: Those of the hosts that are addresses of this machine.
    """
    if len(hosts) < 2:
        return fail("second_server_missing")
    if set(hosts) <= set(own_addresses):
        return warn("second_server_same_machine")
    return ok("second_server_good")
