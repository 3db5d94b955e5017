"""The gateway's line-to-phone fall-back: how a trial of it stands in the audit trail."""

VERB = "try_fall_back"
WORKED, FAILED = "worked", "failed"


def outcome_of(*, worked: bool) -> str:
    """Give the word that a trial's row holds."""
    return WORKED if worked else FAILED
