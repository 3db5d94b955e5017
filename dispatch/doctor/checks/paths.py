"""The files of an exchange as they lie there: does every way of a call lead to somebody?"""

from collections.abc import Mapping

from dispatch.adapters.asterisk.dialplan.check_lines import find_line_faults
from dispatch.adapters.asterisk.dialplan.check_paths import find_dead_ends
from dispatch.doctor.finding import Finding, fail, ok, warn

READ = ("extensions.conf", "queues.conf", "pjsip.conf", "musiconhold.conf")


def check_paths(exchange: str, files: Mapping[str, str] | None) -> Finding:
    """Judge an exchange's files; None when they cannot be read."""
    if files is None or any(name not in files for name in READ):
        return warn("paths_unread", exchange=exchange)
    dead_ends = [*find_dead_ends(files), *find_line_faults(files)]
    if not dead_ends:
        return ok("paths_good", exchange=exchange)
    first = dead_ends[0]
    return fail(
        "paths_dead_end",
        exchange=exchange,
        count=len(dead_ends),
        where=first.where,
        fault=first.fault,
        what=first.what,
    )
