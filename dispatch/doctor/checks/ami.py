"""The exchange's manager interface: how servers hear calls."""

from enum import StrEnum

from dispatch.doctor.finding import Finding, fail, ok


class AmiAnswer(StrEnum):
    """What a log-in came to."""

    LET_IN = "let_in"
    REFUSED = "refused"
    SILENT = "silent"


def check_ami(exchange: str, answer: AmiAnswer) -> Finding:
    """Judge a log-in."""
    match answer:
        case AmiAnswer.LET_IN:
            return ok("ami_good", exchange=exchange)
        case AmiAnswer.REFUSED:
            return fail("ami_refused", exchange=exchange)
        case AmiAnswer.SILENT:
            return fail("ami_silent", exchange=exchange)
