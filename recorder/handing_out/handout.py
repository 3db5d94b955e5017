"""What is handed out, to whom it may concern, and how far it is."""

from dataclasses import dataclass, field
from enum import StrEnum

from recorder.errors import RecorderError
from recorder.names import RecordingName

MAX_RECORDINGS = 200


class HandoutForm(StrEnum):
    """A bundle of evidence, or plain copies in one of three forms."""

    BUNDLE = "bundle"
    FLAC = "flac"
    OPUS = "opus"
    WAV = "wav"


class HandoutGone(RecorderError):
    """No such handout: never asked for, over, or the recorder was restarted."""

    code = "handout_gone"


class HandoutsBusy(RecorderError):
    """As many as there may be are waiting already."""

    code = "handouts_busy"


class HandoutRefused(RecorderError):
    """That cannot be handed out so."""

    code = "handout_refused"


@dataclass(frozen=True, slots=True)
class Handout:
    """One request. The password lives in this value only: it is never stored, logged or told."""

    id: str
    form: HandoutForm
    recordings: tuple[RecordingName, ...]
    actor: str
    reason: str
    password: str | None = field(default=None, repr=False)


class Stage(StrEnum):
    """How far it is."""

    MAKING = "making"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one handout is; `code` says why it was refused."""

    stage: Stage
    done: int = 0
    of: int = 0
    sha256: str | None = None
    size_bytes: int | None = None
    code: str | None = None
