"""The story of an incident on the wire."""

from dispatch.contracts.base import View
from dispatch.contracts.events import StoredEvent
from dispatch.contracts.recordings import RecordingView


class IncidentStory(View):
    """All that happened around an incident, in order, and what its calls left behind.

    away names the exchanges whose recorder did not answer: recordings may be missing.
    """

    events: tuple[StoredEvent, ...]
    recordings: tuple[RecordingView, ...]
    away: tuple[str, ...]
