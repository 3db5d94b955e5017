"""The database: there, new enough, with maps and Chinese."""

from dataclasses import dataclass

from dispatch.doctor.finding import Finding, fail, ok

OLDEST = 150_000


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What the database said.

    Attributes:
        version: As ``server_version_num``.
        postgis: Its version; None where the extension is missing.
        reads_chinese: Whether ``show_trgm('中山路')`` gave anything; under locale C it does not.
        checksums: Whether pages carry checksums.
    """

    version: int
    postgis: str | None
    reads_chinese: bool
    checksums: bool


def check_postgres(facts: DatabaseFacts | None) -> Finding:
    """Judge the database; None means that it does not answer."""
    if facts is None:
        return fail("postgres_away")
    if facts.version < OLDEST:
        return fail("postgres_old", version=facts.version // 10_000)
    if facts.postgis is None:
        return fail("postgis_missing")
    if not facts.reads_chinese:
        return fail("postgres_locale")
    if not facts.checksums:
        return fail("postgres_checksums")
    return ok("postgres_good", version=facts.version // 10_000, postgis=facts.postgis)
