"""The lines over which calls come."""

from collections.abc import Mapping

from dispatch.doctor.finding import Finding, fail, ok, warn


def check_trunks(exchange: str, reached: Mapping[str, bool] | None) -> Finding:
    """Judge an exchange's trunks.

    Args:
        exchange: As in boot.toml.
        reached: Whether each trunk answers, by its name; None when the exchange tells nothing.
    """
    if reached is None:
        return warn("trunks_unknown", exchange=exchange)
    if not reached:
        return warn("trunks_none", exchange=exchange)
    away = sorted(name for name, answers in reached.items() if not answers)
    if away:
        return fail("trunks_away", exchange=exchange, names=", ".join(away))
    return ok("trunks_good", exchange=exchange, names=", ".join(sorted(reached)))
