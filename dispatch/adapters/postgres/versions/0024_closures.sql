-- Closures and slow zones: kept for ever, in force by their times alone.
CREATE TABLE dispatch.closure (
    id UUID NOT NULL,
    number INTEGER NOT NULL UNIQUE,     -- people speak of it by this
    shape TEXT NOT NULL,                -- line area
    speed_percent SMALLINT NOT NULL CHECK (speed_percent BETWEEN 0 AND 99), -- 0: closed
    points JSONB NOT NULL,              -- WGS-84
    reason TEXT NOT NULL,
    begins_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL CHECK (ends_at > begins_at),
    drawn_by TEXT NOT NULL,
    drawn_at TIMESTAMP WITH TIME ZONE NOT NULL,
    streets JSONB NOT NULL,             -- what it touched when it was drawn
    cuts_off JSONB NOT NULL,            -- hospitals and stations, accepted by who drew it
    lifted_by TEXT,
    lifted_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);
CREATE INDEX closure_open ON dispatch.closure (ends_at) WHERE lifted_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON dispatch.closure TO d120_dispatch;
