-- What was found of each hour's calls and their audio; what a person said of its gaps.
CREATE TABLE dispatch.audio_proof (
  hour timestamptz PRIMARY KEY CHECK (date_trunc('hour', hour) = hour),
  proven_at timestamptz NOT NULL,
  calls integer NOT NULL CHECK (calls >= 0),
  recordings integer NOT NULL CHECK (recordings >= 0),
  unowned integer NOT NULL CHECK (unowned >= 0),
  gaps jsonb NOT NULL,
  explained_by text,
  explained_at timestamptz,
  reason text,
  CHECK ((explained_at IS NULL) = (explained_by IS NULL)),
  CHECK ((explained_at IS NULL) = (reason IS NULL))
);
CREATE INDEX audio_proof_waiting ON dispatch.audio_proof (hour)
  WHERE explained_at IS NULL AND gaps <> '[]'::jsonb;
CREATE INDEX call_by_end ON dispatch.call (ended_at) WHERE ended_at IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON dispatch.audio_proof TO d120_dispatch;
