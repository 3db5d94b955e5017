"""The addresses the parts listen on."""

from collections.abc import Mapping

from dispatch.doctor.finding import Finding, fail, ok

FREE = ""


def check_ports(holders: Mapping[str, str], *, running: bool) -> Finding:
    """Judge who holds each address.

    Args:
        holders: By address the program that holds it; empty when nobody does.
        running: Whether the centre's runner lives, whose parts should hold them.
    """
    free = sorted(address for address, holder in holders.items() if holder == FREE)
    if running:
        return fail("ports_silent", addresses=", ".join(free)) if free else ok("ports_held")
    taken = sorted(f"{where}: {who}" for where, who in holders.items() if who != FREE)
    return fail("ports_taken", taken="; ".join(taken)) if taken else ok("ports_free")
