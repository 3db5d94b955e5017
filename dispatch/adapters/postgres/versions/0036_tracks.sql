-- Milestones that positions suggest, and where positions do not fit what was told.

ALTER TABLE dispatch.vehicle_order
    ADD COLUMN suggestions JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN contradictions JSONB NOT NULL DEFAULT '{}';

CREATE TABLE dispatch.milestone_settings (
    version INTEGER NOT NULL,
    enabled BOOLEAN NOT NULL,
    confirms_itself TEXT[] NOT NULL,
    scene_m INTEGER NOT NULL,
    hospital_m INTEGER NOT NULL,
    station_m INTEGER NOT NULL,
    dwell_s INTEGER NOT NULL,
    slow_kmh INTEGER NOT NULL,
    stale_after_s INTEGER NOT NULL,
    contradicts_m INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (version)
);
GRANT SELECT, INSERT ON dispatch.milestone_settings TO d120_dispatch;

-- Incidents whose tracks are kept whatever the setting says; released_at: no longer.
CREATE TABLE dispatch.track_hold (
    incident_id UUID NOT NULL REFERENCES dispatch.incident (id),
    reason TEXT NOT NULL,
    held_by TEXT NOT NULL,
    held_at TIMESTAMP WITH TIME ZONE NOT NULL,
    released_by TEXT,
    released_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (incident_id)
);
GRANT SELECT, INSERT, UPDATE ON dispatch.track_hold TO d120_dispatch;

-- Fixes that lie in no day: their day was not made, or a terminal's clock is wrong by years.
CREATE FUNCTION gis.fixes_astray()
RETURNS TABLE (count BIGINT, earliest_at TIMESTAMP WITH TIME ZONE, latest_at TIMESTAMP WITH TIME ZONE)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, gis AS $$
    SELECT count(*), min(fixed_at), max(fixed_at)
    FROM (SELECT fixed_at FROM gis.fix_default LIMIT 10000) AS astray
$$;
REVOKE ALL ON FUNCTION gis.fixes_astray() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.fixes_astray() TO d120_gis;
