"""This machine's clock against the site's time server."""

from dispatch.doctor.finding import Finding, fail, ok, warn

WRONG_S = 2.0
OFF_S = 0.5


def check_clock(server: str | None, offset_s: float | None) -> Finding:
    """Judge the offset.

    Args:
        server: The site's time server; None where none is set.
        offset_s: Seconds this clock is behind (+) or ahead (-); None without a usable answer.
    """
    if server is None:
        return warn("clock_unchecked")
    if offset_s is None:
        return warn("clock_server_silent", server=server)
    told = {"server": server, "offset_s": f"{offset_s:+.3f}"}
    if abs(offset_s) >= WRONG_S:
        return fail("clock_wrong", **told)
    return warn("clock_off", **told) if abs(offset_s) >= OFF_S else ok("clock_good", **told)
