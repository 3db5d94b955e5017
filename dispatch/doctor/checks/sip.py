"""The exchange's telephone side."""

from dispatch.doctor.finding import Finding, fail, ok


def check_sip(exchange: str, answer: str | None) -> Finding:
    """Judge the status line of the answer to OPTIONS; None means silence."""
    if answer is None or not answer.startswith("SIP/2.0 "):
        return fail("sip_silent", exchange=exchange)
    return ok("sip_good", exchange=exchange, answer=answer.removeprefix("SIP/2.0 "))
