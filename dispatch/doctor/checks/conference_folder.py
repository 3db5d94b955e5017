"""Where an exchange puts the recording of a conference, which ConfBridge may lose in silence."""

import os
from pathlib import Path

from dispatch.adapters.asterisk.dialplan.safe import LONGEST_PATH_BYTES
from dispatch.doctor.finding import Finding, fail, ok, warn


def check_conference_folder(exchange: str, incoming: Path, pointed: Path | None) -> Finding:
    """Judge the path, and where the exchange's own folder points; None: nowhere yet."""
    if len(os.fsencode(incoming)) > LONGEST_PATH_BYTES:
        return fail("conference_path_too_long", folder=str(incoming), longest=LONGEST_PATH_BYTES)
    if pointed is None:
        return warn("conference_folder_unwritten", exchange=exchange)
    if pointed != incoming:
        return fail("conference_folder_elsewhere", exchange=exchange, folder=str(pointed))
    return ok("conference_folder_good", exchange=exchange)
