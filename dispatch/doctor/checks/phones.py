"""The telephones that registered at an exchange."""

from collections.abc import Collection

from dispatch.doctor.finding import Finding, ok, warn


def check_phones(exchange: str, silent: Collection[str] | None) -> Finding:
    """Judge an exchange's telephones.

    Args:
        exchange: As in boot.toml.
        silent: Those that registered and do not answer OPTIONS; None when it tells nothing.
    """
    if silent is None:
        return warn("phones_unknown", exchange=exchange)
    if silent:
        return warn("phones_silent", exchange=exchange, names=", ".join(sorted(silent)))
    return ok("phones_good", exchange=exchange)
