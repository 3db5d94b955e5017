-- Who is, or was, in which room: consultation before a transfer, three-way talk, conference.

CREATE TABLE dispatch.conference (
    id UUID NOT NULL,
    call_id UUID NOT NULL,
    exchange TEXT NOT NULL,
    call_unique_id TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    mix TEXT NOT NULL,
    members JSONB NOT NULL,
    over_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);
-- A call is in one room at a time; also when two servers are asked at once.
CREATE UNIQUE INDEX conference_open ON dispatch.conference (call_id) WHERE over_at IS NULL;
CREATE INDEX conference_call ON dispatch.conference (call_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.conference TO d120_dispatch;
