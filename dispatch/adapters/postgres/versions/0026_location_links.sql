-- Location links and the short messages that carry them.

CREATE TABLE dispatch.sms (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    text TEXT,
    state TEXT NOT NULL,
    queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    try_at TIMESTAMP WITH TIME ZONE NOT NULL,
    tries INTEGER NOT NULL,
    reason TEXT,
    claimed_by TEXT,
    claimed_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    "references" INTEGER[] NOT NULL,
    reached INTEGER[] NOT NULL,
    PRIMARY KEY (id),
    CHECK (text IS NULL OR state IN ('queued', 'sending'))
);
CREATE INDEX sms_to_send ON dispatch.sms (try_at) WHERE state IN ('queued', 'sending');
CREATE INDEX sms_sent ON dispatch.sms (ended_at) WHERE state = 'sent';
GRANT SELECT, INSERT, UPDATE ON dispatch.sms TO d120_dispatch;

CREATE TABLE dispatch.location_link (
    id UUID NOT NULL,
    call_id UUID NOT NULL REFERENCES dispatch.call (id),
    sms_id UUID NOT NULL UNIQUE REFERENCES dispatch.sms (id),
    number TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    sent_by TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    opened_at TIMESTAMP WITH TIME ZONE,
    denied_at TIMESTAMP WITH TIME ZONE,
    denial TEXT,
    places INTEGER NOT NULL,
    placed_at TIMESTAMP WITH TIME ZONE,
    radius_m DOUBLE PRECISION,
    doubtful BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX location_link_of_call ON dispatch.location_link (call_id);
GRANT SELECT, INSERT, UPDATE ON dispatch.location_link TO d120_dispatch;
