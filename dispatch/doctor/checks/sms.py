"""The way out for short messages: modem, SIM, network, signal, or a gateway."""

from dataclasses import dataclass

from dispatch.doctor.finding import Finding, ok, warn

WEAK_DBM = -105


@dataclass(frozen=True, slots=True)
class SmsFacts:
    """How the way stands.

    Attributes:
        fault: As the way tells it, such as no_sim; None while it is well.
        signal_dbm: None where there is no radio, or where a server holds the modem.
    """

    fault: str | None
    signal_dbm: int | None = None


def check_sms(hidden: str | None, facts: SmsFacts | None) -> Finding:
    """Judge it.

    Args:
        hidden: Why the centre has no location links; then nothing is asked.
        facts: None when it could not be asked.
    """
    if hidden is not None:
        return ok(f"links_{hidden}")
    if facts is None:
        return warn("sms_unknown")
    if facts.fault is not None:
        return warn("sms_ill", fault=facts.fault)
    if facts.signal_dbm is not None and facts.signal_dbm < WEAK_DBM:
        return warn("sms_weak", signal_dbm=facts.signal_dbm)
    return ok("sms_good")
