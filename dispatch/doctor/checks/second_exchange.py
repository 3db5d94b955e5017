"""Whether one exchange's death leaves one that takes calls."""

from collections.abc import Collection

from dispatch.doctor.finding import Finding, ok, warn


def check_second_exchange(hosts: Collection[str], own_addresses: Collection[str]) -> Finding:
    """Judge where the exchanges stand.

    Args:
        hosts: One entry an exchange.
        own_addresses: Those of the hosts that are addresses of this machine.
    """
    if len(hosts) < 2:
        return warn("second_exchange_missing")
    if set(hosts) <= set(own_addresses):
        return warn("second_exchange_same_machine")
    return ok("second_exchange_good")
