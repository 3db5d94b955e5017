"""Tables of the journal (SQLite). Instants are integer microseconds since 1970, UTC.

A journal of an earlier version is brought up step by step; a step is never edited.
"""

from typing import Final

from recorder.storage.steps_channels import CHANNELS
from recorder.storage.steps_keeping import KEEPING
from recorder.storage.steps_redaction import REDACTION
from recorder.storage.steps_story import STORY

_RECORDINGS: Final = """
CREATE TABLE recording (
  name TEXT PRIMARY KEY,
  exchange TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  ended_at INTEGER,
  settled_at INTEGER,
  repaired INTEGER NOT NULL DEFAULT 0,
  fault TEXT,
  frames INTEGER,
  rx_frames INTEGER,
  tx_frames INTEGER,
  sample_rate_hz INTEGER,
  pcm_sha256 TEXT,
  flac_sha256 TEXT,
  flac_bytes INTEGER,
  review_sha256 TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  copied_revision INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX recording_newest ON recording (started_at DESC, name DESC);
CREATE INDEX recording_by_state ON recording (state, started_at DESC, name DESC);
CREATE INDEX recording_uncopied ON recording (name) WHERE copied_revision < revision;
CREATE INDEX recording_unreviewed ON recording (name)
  WHERE flac_sha256 IS NOT NULL AND review_sha256 IS NULL;

CREATE TABLE label (
  name TEXT PRIMARY KEY,
  call_id TEXT NOT NULL,
  number TEXT,
  number_reversed TEXT,
  called_number TEXT,
  seat INTEGER,
  staff_number TEXT,
  call_started_at INTEGER NOT NULL,
  event_n INTEGER NOT NULL,
  put_at INTEGER NOT NULL,
  awaited INTEGER NOT NULL
) STRICT;
CREATE INDEX label_awaited ON label (put_at) WHERE awaited = 1;
CREATE INDEX label_by_number ON label (number);
CREATE INDEX label_by_suffix ON label (number_reversed);

CREATE VIEW recording_labelled AS
SELECT r.*, l.call_id, l.number, l.number_reversed, l.called_number, l.seat, l.staff_number,
  l.call_started_at, l.event_n
FROM recording r LEFT JOIN label l ON l.name = r.name;

CREATE TABLE move (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  recording TEXT NOT NULL,
  event TEXT NOT NULL,
  state TEXT NOT NULL,
  actor TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE fault (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  recording TEXT NOT NULL,
  code TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  resolved_at INTEGER
) STRICT;
CREATE UNIQUE INDEX fault_open ON fault (recording, code) WHERE resolved_at IS NULL;
CREATE INDEX fault_newest ON fault (n) WHERE resolved_at IS NULL;
"""

_SEALS: Final = """
ALTER TABLE recording ADD COLUMN leaf_n INTEGER;
CREATE INDEX recording_unsealed ON recording (settled_at, name)
  WHERE settled_at IS NOT NULL AND leaf_n IS NULL;

CREATE TABLE leaf (
  n INTEGER PRIMARY KEY,
  recording TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX leaf_by_recording ON leaf (recording);

CREATE TABLE bundle (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  recordings TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TRIGGER recording_fixed BEFORE UPDATE OF name, exchange, started_at, first_seen_at, ended_at,
  settled_at, repaired, fault, frames, rx_frames, tx_frames, sample_rate_hz, pcm_sha256,
  flac_sha256, flac_bytes ON recording WHEN OLD.settled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a settled recording is fixed'); END;
CREATE TRIGGER recording_kept BEFORE DELETE ON recording
BEGIN SELECT RAISE(ABORT, 'a recording is never deleted'); END;
CREATE TRIGGER leaf_fixed BEFORE UPDATE ON leaf
BEGIN SELECT RAISE(ABORT, 'a seal is fixed'); END;
CREATE TRIGGER leaf_kept BEFORE DELETE ON leaf
BEGIN SELECT RAISE(ABORT, 'a seal is never deleted'); END;
CREATE TRIGGER bundle_fixed BEFORE UPDATE ON bundle
BEGIN SELECT RAISE(ABORT, 'an audit line is fixed'); END;
CREATE TRIGGER bundle_kept BEFORE DELETE ON bundle
BEGIN SELECT RAISE(ABORT, 'an audit line is never deleted'); END;
"""

STEPS: Final = (_RECORDINGS, _SEALS, KEEPING, CHANNELS, STORY, REDACTION)
VERSION: Final = len(STEPS)
