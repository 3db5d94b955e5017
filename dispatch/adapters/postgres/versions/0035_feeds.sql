-- How every port and every terminal of the feeds is; tokens of terminals that speak HTTP.

ALTER TABLE gis.fleet_latest ADD COLUMN hdop REAL;
ALTER TABLE gis.feed ADD COLUMN port JSONB NOT NULL DEFAULT '{}';

-- One row for each terminal of each feed: of two feeds for one vehicle, both stay visible here.
CREATE TABLE gis.fleet_source (
    feed TEXT NOT NULL,
    device TEXT NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,  -- by the database's clock
    lon DOUBLE PRECISION,
    lat DOUBLE PRECISION,
    speed_kmh REAL,
    course_deg REAL,
    fixed_at TIMESTAMP WITH TIME ZONE,
    satellites SMALLINT,
    hdop REAL,
    quality SMALLINT,
    skew_s REAL,                                -- the feed's clock less the terminal's
    counts JSONB NOT NULL,                      -- what was refused, by gate
    PRIMARY KEY (feed, device)
);

-- Who spoke and is nobody's terminal; bounded by the feeds.
CREATE TABLE gis.unknown_terminal (
    feed TEXT NOT NULL,
    device TEXT NOT NULL,
    why TEXT NOT NULL,
    address TEXT NOT NULL,
    first_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    last_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    tries BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (feed, device, why)
);

-- Of a terminal that speaks HTTP: the token is shown once, its SHA-256 is kept.
CREATE TABLE dispatch.terminal_token (
    device TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    issued_by TEXT NOT NULL,
    PRIMARY KEY (device)
);

-- The feeds' role reads hashes by this and nothing else of that schema.
CREATE VIEW gis.terminal_token AS SELECT device, token_hash, issued_at FROM dispatch.terminal_token;

GRANT SELECT, INSERT, UPDATE, DELETE ON gis.fleet_source TO d120_gis;
GRANT SELECT, INSERT, UPDATE, DELETE ON gis.unknown_terminal TO d120_gis;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.terminal_token TO d120_dispatch;
GRANT SELECT ON gis.terminal_token TO d120_gis;
