"""The server's certificate, where browsers come from other machines."""

from dispatch.doctor.finding import Finding, fail, ok, warn

RENEW_WITHIN_DAYS = 45


def check_certificates(days_left: int | None, *, needed: bool) -> Finding:
    """Judge how long the certificate is good.

    Args:
        days_left: None where it cannot be read.
        needed: False on loopback, where browsers trust plain http.
    """
    if not needed:
        return ok("certificates_not_needed")
    if days_left is None:
        return fail("certificates_unreadable")
    if days_left < 0:
        return fail("certificates_expired", days=-days_left)
    good = days_left > RENEW_WITHIN_DAYS
    grade = ok if good else warn
    return grade("certificates_good" if good else "certificates_expire", days=days_left)
