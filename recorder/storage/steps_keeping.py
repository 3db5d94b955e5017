"""A step of the journal: what keeping needs - lost spans, copies, holds, deletions."""

from typing import Final

KEEPING: Final = """
ALTER TABLE recording ADD COLUMN lost_from_ms INTEGER;
ALTER TABLE recording ADD COLUMN lost_to_ms INTEGER;
ALTER TABLE recording ADD COLUMN second_kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recording ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER recording_loss_fixed BEFORE UPDATE OF lost_from_ms, lost_to_ms ON recording
WHEN OLD.settled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a settled recording is fixed'); END;
CREATE INDEX recording_second_due ON recording (name)
  WHERE flac_sha256 IS NOT NULL AND second_kept = 0;
CREATE INDEX recording_archive_due ON recording (name)
  WHERE flac_sha256 IS NOT NULL AND archived = 0;
CREATE INDEX recording_archive_moving ON recording (name)
  WHERE archived = 1 AND state = 'COPIED';
CREATE INDEX recording_by_settled ON recording (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE kept_copy (
  recording TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  sha256 TEXT,
  confirmed_at INTEGER,
  PRIMARY KEY (recording, place)
) STRICT;
CREATE INDEX kept_copy_by_place ON kept_copy (place, state);

CREATE TABLE hold (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  recording TEXT NOT NULL,
  held_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  held_at INTEGER NOT NULL,
  released_by TEXT,
  release_reason TEXT,
  released_at INTEGER
) STRICT;
CREATE UNIQUE INDEX hold_open ON hold (recording) WHERE released_at IS NULL;
CREATE TRIGGER hold_fixed BEFORE UPDATE OF recording, held_by, reason, held_at ON hold
BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER hold_released_once BEFORE UPDATE ON hold WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER hold_kept BEFORE DELETE ON hold
BEGIN SELECT RAISE(ABORT, 'an audit line is never deleted'); END;

CREATE TABLE deletion (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  recording TEXT NOT NULL,
  cause TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  confirmed_by TEXT,
  confirmed_at INTEGER,
  withdrawn_by TEXT,
  withdrawn_at INTEGER,
  done_at INTEGER
) STRICT;
CREATE UNIQUE INDEX deletion_open ON deletion (recording) WHERE withdrawn_at IS NULL;
CREATE INDEX deletion_due ON deletion (n)
  WHERE confirmed_at IS NOT NULL AND done_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER deletion_fixed BEFORE UPDATE OF recording, cause, asked_by, reason, asked_at
ON deletion BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER deletion_confirmed_once BEFORE UPDATE OF confirmed_by, confirmed_at ON deletion
WHEN OLD.confirmed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER deletion_by_two BEFORE UPDATE OF confirmed_by ON deletion
WHEN OLD.cause = 'persons' AND NEW.confirmed_by = OLD.asked_by
BEGIN SELECT RAISE(ABORT, 'two persons delete'); END;
CREATE TRIGGER deletion_kept BEFORE DELETE ON deletion
BEGIN SELECT RAISE(ABORT, 'an audit line is never deleted'); END;
"""
