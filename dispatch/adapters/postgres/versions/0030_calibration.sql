-- What was learned of drives and put in force by a person; the newest version holds.

CREATE TABLE dispatch.calibration (
    version INTEGER NOT NULL,
    factors JSONB NOT NULL,             -- of each hour of the day in the zone
    error_share_percent SMALLINT,       -- of arrivals; NULL: what the rules of dispatch say
    runs INTEGER NOT NULL,              -- it was learned from
    zone TEXT NOT NULL,
    used_by TEXT NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    undoes INTEGER,                     -- version that it takes back
    PRIMARY KEY (version)
);
GRANT SELECT, INSERT ON dispatch.calibration TO d120_dispatch;
