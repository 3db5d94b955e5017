-- Days of tracks go by themselves; fixes tell the odometer that the terminal read.

-- Takes one day out, whole, and leaves its table under another name. The owner's days, and no
-- newer than any setting may reach: whoever calls it has asked which days nobody needs.
CREATE FUNCTION gis.retire_fix_day(day DATE) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gis
SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    name TEXT := 'fix_' || to_char(day, 'YYYYMMDD');
    gone TEXT := 'fix_gone_' || to_char(day, 'YYYYMMDD');
    told TEXT := 'device, lon, lat, speed_kmh, course_deg, fixed_at, received_at, feed, odometer_km';
BEGIN
    IF day >= current_date - 30 THEN
        RAISE EXCEPTION 'that day is kept' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('gis.make_fix_day'));
    IF NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                   WHERE i.inhparent = 'gis.fix'::regclass AND c.relname = name) THEN
        RETURN false;
    END IF;
    EXECUTE 'ALTER TABLE gis.fix DETACH PARTITION gis.' || name;
    IF to_regclass('gis.' || gone) IS NULL THEN
        EXECUTE 'ALTER TABLE gis.' || name || ' RENAME TO ' || gone;
        RETURN true;
    END IF;
    -- Fixes of that day came late, after it was taken out: they go where the others are.
    EXECUTE 'ALTER TABLE gis.' || gone || ' ADD COLUMN IF NOT EXISTS odometer_km DOUBLE PRECISION';
    EXECUTE 'INSERT INTO gis.' || gone || ' (' || told || ') SELECT ' || told || ' FROM gis.' || name;
    EXECUTE 'DROP TABLE gis.' || name;
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION gis.retire_fix_day(DATE) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.retire_fix_day(DATE) TO d120_gis;

-- Kilometres of the vehicle's odometer, where a terminal tells them.
ALTER TABLE gis.fix ADD COLUMN odometer_km DOUBLE PRECISION;
