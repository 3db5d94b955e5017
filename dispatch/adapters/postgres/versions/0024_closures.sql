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

-- What was learned of drives and put in force by a person; the last row holds.
CREATE TABLE dispatch.calibration (
    id UUID NOT NULL,
    version INTEGER NOT NULL UNIQUE,
    factors JSONB NOT NULL,             -- of each hour of the day in the zone
    error_share_percent SMALLINT,       -- of arrivals; NULL: what the rules of dispatch say
    runs INTEGER NOT NULL,              -- it was learned from
    zone TEXT NOT NULL,
    used_by TEXT NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    undoes INTEGER,                     -- version that it takes back
    PRIMARY KEY (id)
);
GRANT SELECT, INSERT ON dispatch.calibration TO d120_dispatch;
