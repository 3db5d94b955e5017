"""How far a call goes on while no seat answers it: the dialplan's steps, in their order."""

from enum import StrEnum


class OverflowStep(StrEnum):
    """Where a call was led beyond the seats."""

    SPARE = "spare"
    BACKUP = "backup"
    MESSAGE = "message"
