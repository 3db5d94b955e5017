"""Refusals, each with a stable code."""

from typing import ClassVar


class RecorderError(Exception):
    """Something the recorder refuses or lacks; the code is stable, the text is for the log."""

    code: ClassVar[str] = "recorder_error"


class InvalidName(RecorderError):
    """That is no name an exchange gives to a recording."""

    code = "invalid_name"


class RecordingNotFound(RecorderError):
    """No such recording is known here."""

    code = "recording_not_found"


class AudioNotReady(RecorderError):
    """The recording is known, this form of its sound is not there (yet)."""

    code = "audio_not_ready"


class IllegalMove(RecorderError):
    """That move is not in the table."""

    code = "illegal_move"


class OnHold(RecorderError):
    """A person has held it: it stays until it is released."""

    code = "recording_on_hold"


class NotHeld(RecorderError):
    """It is not held."""

    code = "recording_not_held"


class TooYoung(RecorderError):
    """Sound is kept for a year at least."""

    code = "recording_too_young"


class DeletionNotAsked(RecorderError):
    """Nobody has asked that it be deleted."""

    code = "deletion_not_asked"


class DeletionAsked(RecorderError):
    """Somebody has asked already that it be deleted, or it is deleted."""

    code = "deletion_asked"


class SamePerson(RecorderError):
    """Who asked for a deletion cannot confirm it."""

    code = "same_person"


class ArchiveRefused(RecorderError):
    """That medium cannot be written or read."""

    code = "archive_refused"


class SettingsUnusable(RecorderError):
    """The boot settings are missing or wrong."""

    code = "settings_unusable"


class AlreadyRunning(RecorderError):
    """Another recorder keeps this exchange's recordings."""

    code = "already_running"


class AddressUnusable(RecorderError):
    """Its address cannot be listened at: taken by another, or not of this machine."""

    code = "address_unusable"


class JournalUnusable(RecorderError):
    """The journal cannot be opened."""

    code = "journal_unusable"


class ChannelNotFound(RecorderError):
    """No line or radio input of that name."""

    code = "channel_not_found"


class RecorderAway(RecorderError):
    """The recorder does not run, or does not answer."""

    code = "recorder_away"
