"""What an exchange notes of every call by itself, for a day on which no server hears it.

The notes lie in the exchange's own store (astdb), are written by the dialplan alone and are taken
away by the first server that has the call's end. What is still there when a server comes back is a
call that nobody heard of.
"""

FAMILY = "call"
BEGUN, TALKED, GONE = "begun", "talked", "gone"
BETWEEN = "|"


def note(call: str, what: str, *values: str) -> str:
    """Give the dialplan's step that notes something; a full disk costs the note, not the call."""
    return f"Set(DB({FAMILY}/{call}/{what})={BETWEEN.join(values)})"
