-- Which leader is, or was, on which talk: listening, whispering, barging in, taking over.

CREATE TABLE dispatch.supervision (
    id UUID NOT NULL,
    call_id UUID NOT NULL,
    exchange TEXT NOT NULL,
    call_unique_id TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    phone_seat INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    mode TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recording TEXT,
    heard_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX supervision_open ON dispatch.supervision (asked_at) WHERE ended_at IS NULL;
CREATE INDEX supervision_call ON dispatch.supervision (call_id);
-- One leader on one talk, one phone for one leader; also when two servers are asked at once.
CREATE UNIQUE INDEX supervision_leader ON dispatch.supervision (staff_number) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX supervision_phone ON dispatch.supervision (phone_seat) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.supervision TO d120_dispatch;
