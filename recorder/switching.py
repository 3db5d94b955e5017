"""Stops and starts the recorder by a person's word, beside the running process or through it.

A stopped recorder lives on, answers and says so: the supervisor does not start it over, and nothing
that the exchange writes meanwhile is lost, it waits in its folder. A new process always records.
"""

from recorder.errors import RecorderError
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions
from recorder.storage.journal import Journal
from recorder.storage.standing_list import What


class SwitchRefused(RecorderError):
    """Nobody or no reason is named, or it stands so already."""

    code = "switch_refused"


def switch(journal: Journal, what: What, *, actor: str, reason: str) -> None:
    """Write a person's word down; the process follows within a second."""
    if not actor.strip() or not reason.strip():
        raise SwitchRefused("who and why must be said")
    if journal.standing.is_stopped is (what is What.STOPPED):
        raise SwitchRefused(f"it is {what.value} already")
    journal.standing.note(what, actor=actor, reason=reason)


def is_held(journal: Journal, conditions: Conditions) -> bool:
    """Whether the last word is to stop; the condition is shown as long as it is."""
    held = journal.standing.is_stopped
    if held:
        conditions.begin(FaultCode.RECORDER_STOPPED)
    else:
        conditions.end(FaultCode.RECORDER_STOPPED)
    return held
