"""The recorders' index: one row a recording, copied by each recorder from its own journal."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLE = """
CREATE TABLE recorder.recording (
  name text COLLATE "C" PRIMARY KEY,
  exchange text NOT NULL,
  state text NOT NULL,
  started_at timestamptz NOT NULL,
  first_seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  settled_at timestamptz,
  repaired boolean NOT NULL,
  fault text,
  frames bigint,
  rx_frames bigint,
  tx_frames bigint,
  sample_rate_hz integer,
  pcm_sha256 text,
  flac_sha256 text,
  flac_bytes bigint,
  review_sha256 text,
  call_id uuid,
  number text COLLATE "C",
  number_reversed text COLLATE "C" GENERATED ALWAYS AS (reverse(number)) STORED,
  called_number text,
  seat integer,
  staff_number text,
  call_started_at timestamptz,
  event_n bigint,
  revision bigint NOT NULL
)
"""
INDEXES = (
    "CREATE INDEX recording_newest ON recorder.recording (started_at DESC, name DESC)",
    ("CREATE INDEX recording_by_number ON recorder.recording (number, started_at DESC, name DESC)"),
    "CREATE INDEX recording_by_suffix ON recorder.recording (number_reversed)",
    "CREATE INDEX recording_by_state ON recorder.recording (state, started_at DESC, name DESC)",
    "CREATE INDEX recording_by_call ON recorder.recording (call_id)",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute(TABLE)
    for index in INDEXES:
        op.execute(index)
    op.execute("GRANT SELECT, INSERT, UPDATE ON recorder.recording TO d120_recorder")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("DROP TABLE recorder.recording")
