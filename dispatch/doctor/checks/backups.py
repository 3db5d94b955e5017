"""How old the newest backup is."""

from dispatch.doctor.finding import Finding, ok, warn

OLD_AFTER_H = 26


def check_backups(newest_age_h: float | None) -> Finding:
    """Judge the newest backup's age, hours; None where there is none."""
    if newest_age_h is None:
        return warn("backups_none")
    age_h = round(newest_age_h)
    return (
        warn("backups_old", age_h=age_h) if age_h > OLD_AFTER_H else ok("backups_good", age_h=age_h)
    )
