"""The journal's step for line and radio inputs: which channel a recording is of, tests, clocks."""

from typing import Final

CHANNELS: Final = """
CREATE TABLE channel_piece (
  recording TEXT PRIMARY KEY,
  channel INTEGER NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  frames INTEGER,
  pcm_sha256 TEXT,
  gaps TEXT,
  lost INTEGER,
  why TEXT
) STRICT;
CREATE INDEX channel_piece_of ON channel_piece (channel, recording);
CREATE TRIGGER channel_piece_fixed BEFORE UPDATE ON channel_piece WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an ended piece is fixed'); END;
CREATE TRIGGER channel_piece_kept BEFORE DELETE ON channel_piece
BEGIN SELECT RAISE(ABORT, 'a piece is never deleted'); END;

CREATE TABLE channel_test (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  channel INTEGER NOT NULL,
  tested_at INTEGER NOT NULL,
  result TEXT NOT NULL,
  recording TEXT
) STRICT;
CREATE INDEX channel_test_of ON channel_test (channel, n);
"""
