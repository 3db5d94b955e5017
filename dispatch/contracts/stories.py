"""The story of an incident on the wire."""

from dispatch.contracts.base import View
from dispatch.contracts.events import StoredEvent
from dispatch.contracts.recordings import RecordingView


class IncidentStory(View):
    """All that happened around an incident, in order, and what its calls left behind.

    away names the recordings whose recorder did not answer.
    """

    events: tuple[StoredEvent, ...]
    recordings: tuple[RecordingView, ...]
    away: tuple[str, ...]
