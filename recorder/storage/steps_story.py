"""What the journal needs to find all recordings of one call."""

from typing import Final

STORY: Final = """
CREATE INDEX label_by_call ON label (call_id);
"""
