"""Room for recordings, the database and logs."""

from dispatch.doctor.finding import Finding, fail, ok, warn

LOW_MB = 5_000
FULL_MB = 500


def check_disk(free_mb: int) -> Finding:
    """Judge what is left. Thirty-two busy channels write about 2 GB an hour."""
    if free_mb < FULL_MB:
        return fail("disk_full", free_mb=free_mb)
    return (
        warn("disk_low", free_mb=free_mb) if free_mb < LOW_MB else ok("disk_good", free_mb=free_mb)
    )
