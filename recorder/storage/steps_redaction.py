"""The journal's step for redacted copies, exports and who stopped the recorder: rows only added."""

from typing import Final

REDACTION: Final = """
CREATE TABLE redaction (
  name TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  parent TEXT NOT NULL,
  parent_flac_sha256 TEXT NOT NULL,
  parent_pcm_sha256 TEXT NOT NULL,
  spans TEXT NOT NULL,
  filling TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX redaction_by_parent ON redaction (parent);
CREATE TRIGGER redaction_fixed BEFORE UPDATE ON redaction
BEGIN SELECT RAISE(ABORT, 'a redaction is fixed'); END;
CREATE TRIGGER redaction_kept BEFORE DELETE ON redaction
BEGIN SELECT RAISE(ABORT, 'a redaction is never deleted'); END;

CREATE TABLE export (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  recordings TEXT NOT NULL,
  form TEXT NOT NULL,
  encrypted INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE TRIGGER export_fixed BEFORE UPDATE ON export
BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER export_kept BEFORE DELETE ON export
BEGIN SELECT RAISE(ABORT, 'an audit line is never deleted'); END;

CREATE TABLE standing (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL,
  actor TEXT,
  reason TEXT,
  happened_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER standing_fixed BEFORE UPDATE ON standing
BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER standing_kept BEFORE DELETE ON standing
BEGIN SELECT RAISE(ABORT, 'an audit line is never deleted'); END;
"""
