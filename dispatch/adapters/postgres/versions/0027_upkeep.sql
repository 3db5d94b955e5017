-- Upkeep: the history of kept things, related units, staff and equipment of hospitals.

-- What is retired stays stored, for what names it, and is found by nobody.
ALTER TABLE dispatch.station ADD COLUMN retired_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE dispatch.vehicle ADD COLUMN retired_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE dispatch.hospital ADD COLUMN retired_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE dispatch.hospital ADD COLUMN beds_total INTEGER;
ALTER TABLE dispatch.hospital ADD COLUMN staff JSONB NOT NULL DEFAULT '[]';    -- number, role, hours
ALTER TABLE dispatch.hospital ADD COLUMN equipment TEXT[] NOT NULL DEFAULT '{}';

-- The code of a retired station is never given to another; the name of a retired vehicle may be.
DROP INDEX dispatch.hospital_name;
DROP INDEX dispatch.vehicle_name;
DROP INDEX dispatch.vehicle_tracker;
CREATE UNIQUE INDEX hospital_name ON dispatch.hospital (name) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX vehicle_name ON dispatch.vehicle (name) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX vehicle_tracker ON dispatch.vehicle (tracker) WHERE retired_at IS NULL;

CREATE TABLE dispatch.related_unit (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- power gas water police traffic_police fire blood disease_control other
    district TEXT NOT NULL,
    point JSONB,
    address TEXT NOT NULL,
    telephones JSONB NOT NULL,          -- number, role, hours
    note TEXT NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.upkeep_change (
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- station vehicle hospital unit landmark alias
    thing_id UUID NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,           -- of the thing
    act TEXT NOT NULL,                  -- created changed retired restored undone
    before JSONB,
    after JSONB,
    reason TEXT NOT NULL,
    doubts TEXT[] NOT NULL,             -- confirmed with the reason
    undoes INTEGER,                     -- revision that it takes back
    batch UUID,                         -- the import that it was part of
    by TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (revision),
    UNIQUE (kind, thing_id, version)
);
CREATE INDEX upkeep_change_batch ON dispatch.upkeep_change (batch) WHERE batch IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON dispatch.related_unit TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.upkeep_change TO d120_dispatch;
