-- Positions: the latest of each device, its fixes by day, and how each feed is.

CREATE TABLE gis.fleet_latest (
    device TEXT NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    speed_kmh REAL,
    course_deg REAL,
    fixed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    feed TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (device)
);

CREATE TABLE gis.fix (
    device TEXT NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    speed_kmh REAL,
    course_deg REAL,
    fixed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    feed TEXT NOT NULL
) PARTITION BY RANGE (fixed_at);

-- A terminal whose clock is wrong must not stop the others.
CREATE TABLE gis.fix_default PARTITION OF gis.fix DEFAULT;

CREATE TABLE gis.feed (
    name TEXT NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    plugged BOOLEAN NOT NULL,
    heard_at TIMESTAMP WITH TIME ZONE,
    understood_at TIMESTAMP WITH TIME ZONE,
    counts JSONB NOT NULL,
    PRIMARY KEY (name)
);

CREATE INDEX fleet_latest_revision ON gis.fleet_latest (feed, revision);
CREATE INDEX fix_device ON gis.fix (device, fixed_at);

-- Partitions belong to the owner; the feeds make those of the coming days. What lies in the
-- default partition for that day moves into it.
CREATE FUNCTION gis.make_fix_day(day DATE) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gis SET timezone = 'UTC' AS $$
DECLARE
    name TEXT := 'gis.fix_' || to_char(day, 'YYYYMMDD');
    first TEXT := quote_literal(day::timestamptz);
    after TEXT := quote_literal((day + 1)::timestamptz);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gis.make_fix_day'));
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE 'CREATE TABLE ' || name || ' (LIKE gis.fix INCLUDING DEFAULTS)';
    EXECUTE 'WITH moved AS (DELETE FROM gis.fix_default WHERE fixed_at >= ' || first
        || ' AND fixed_at < ' || after || ' RETURNING *) INSERT INTO ' || name
        || ' SELECT * FROM moved';
    EXECUTE 'ALTER TABLE gis.fix ATTACH PARTITION ' || name || ' FOR VALUES FROM (' || first
        || ') TO (' || after || ')';
END
$$;

REVOKE ALL ON FUNCTION gis.make_fix_day(DATE) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.make_fix_day(DATE) TO d120_gis;
GRANT SELECT, INSERT, UPDATE, DELETE ON gis.fleet_latest TO d120_gis;
GRANT SELECT, INSERT ON gis.fix TO d120_gis;
GRANT SELECT, INSERT, UPDATE ON gis.feed TO d120_gis;
