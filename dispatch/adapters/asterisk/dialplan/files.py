"""All files of an exchange, and how a new set differs from the old."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff

from dispatch.adapters.asterisk.dialplan import core_files, net_files
from dispatch.adapters.asterisk.dialplan.check_lines import lines_must_be_free
from dispatch.adapters.asterisk.dialplan.check_paths import must_lead_on
from dispatch.adapters.asterisk.dialplan.conference_conf import (
    FILE as CONFERENCE,
)
from dispatch.adapters.asterisk.dialplan.conference_conf import (
    ROOMS,
    confbridge_conf,
    conference_conf,
)
from dispatch.adapters.asterisk.dialplan.dial_in_conf import dial_in_contexts
from dispatch.adapters.asterisk.dialplan.extensions_conf import extensions_conf
from dispatch.adapters.asterisk.dialplan.group_conf import group_contexts
from dispatch.adapters.asterisk.dialplan.lines_conf import line_contexts
from dispatch.adapters.asterisk.dialplan.park_conf import park_contexts
from dispatch.adapters.asterisk.dialplan.pjsip_conf import pjsip_conf
from dispatch.adapters.asterisk.dialplan.plan import ExchangePlan, Places
from dispatch.adapters.asterisk.dialplan.plan_lines import FILE as LINES
from dispatch.adapters.asterisk.dialplan.queues_conf import musiconhold_conf, queues_conf
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import FILE as SEAT_VERBS
from dispatch.adapters.asterisk.dialplan.seat_verbs_conf import seat_verbs_conf
from dispatch.adapters.asterisk.dialplan.sections import sections
from dispatch.adapters.asterisk.dialplan.skill_conf import send_on_context
from dispatch.adapters.asterisk.dialplan.surge_conf import surge_playlists

_SECRET = re.compile(r"^([ +-](?:secret|password)=).*$", re.MULTILINE)
_RELOADS = {
    "extensions.conf": "dialplan reload",
    SEAT_VERBS: "dialplan reload",
    LINES: "dialplan reload",
    CONFERENCE: "dialplan reload",
    ROOMS: "module reload app_confbridge.so",
    "queues.conf": "queue reload all",
    "musiconhold.conf": "moh reload",
    "pjsip.conf": "module reload res_pjsip.so",
    "manager.conf": "manager reload",
    "rtp.conf": "module reload res_rtp_asterisk.so",
    "logger.conf": "logger reload",
}


@dataclass(frozen=True, slots=True)
class Change:
    """How a new set of files differs from the old.

    Attributes:
        written: Names of files that are new or differ.
        removed: Names of files that are no longer wanted.
        text: Unified diff to look at, secrets blotted out.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    text: str

    @property
    def reloads(self) -> tuple[str, ...]:
        """Console commands that make a running exchange read what changed."""
        return tuple(dict.fromkeys(_RELOADS[name] for name in self.written if name in _RELOADS))

    @property
    def needs_restart(self) -> bool:
        """Whether something changed that Asterisk reads only when it starts."""
        return bool(self.removed) or any(name not in _RELOADS for name in self.written)


def exchange_files(plan: ExchangePlan, places: Places) -> dict[str, str]:
    """Make every file below the exchange's etc folder.

    Raises:
        PathEndsAtNobody: A caller could come to nobody.
    """
    empty = {f"{name}.conf": "" for name in core_files.EMPTY}
    files = empty | {
        "asterisk.conf": core_files.asterisk_conf(plan, places),
        "logger.conf": core_files.logger_conf(),
        "indications.conf": core_files.indications_conf(),
        "modules.conf": core_files.modules_conf(places.codecs),
        "pjsip.conf": pjsip_conf(plan, places.codecs),
        "queues.conf": queues_conf(plan, places),
        "musiconhold.conf": musiconhold_conf(places, surge_playlists()),
        "extensions.conf": extensions_conf(plan, places),
        SEAT_VERBS: seat_verbs_conf(plan, places),
        LINES: sections(
            (
                *line_contexts(plan, places),
                *park_contexts(plan),
                *send_on_context(plan),
                *group_contexts(plan, places),
                *dial_in_contexts(plan, places),
            )
        ),
        CONFERENCE: conference_conf(plan, places),
        ROOMS: confbridge_conf(),
        "manager.conf": net_files.manager_conf(plan),
        "http.conf": net_files.http_conf(plan.listening),
        "rtp.conf": net_files.rtp_conf(plan.listening),
        "hep.conf": net_files.hep_conf(plan.listening),
    }
    must_lead_on(files)
    lines_must_be_free(files)
    return files


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> Change:
    """Say how files differ; equal sets give an empty change."""
    written = tuple(name for name in sorted(new) if old.get(name) != new[name])
    removed = tuple(name for name in sorted(old) if name not in new)
    lines = (
        line
        for name in (*written, *removed)
        for line in unified_diff(
            old.get(name, "").splitlines(keepends=True),
            new.get(name, "").splitlines(keepends=True),
            f"old/{name}",
            f"new/{name}",
        )
    )
    return Change(written, removed, _SECRET.sub(r"\1…", "".join(lines)))
