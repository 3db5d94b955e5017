-- What of first-aid plans was read to callers, and who asked the sources of callers' places again. The plans themselves are kept in upkeep_change, kind plan.

CREATE TABLE dispatch.plan_tick (
    id UUID NOT NULL,
    incident_id UUID NOT NULL REFERENCES dispatch.incident (id),
    plan_id UUID NOT NULL,
    plan_version INTEGER NOT NULL,
    plan_name TEXT NOT NULL,
    part TEXT NOT NULL,                 -- question step
    number INTEGER NOT NULL,            -- of the line within its part
    text TEXT NOT NULL,                 -- as it was read
    read BOOLEAN NOT NULL,              -- false: an earlier tick was a mistake
    by TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX plan_tick_of_incident ON dispatch.plan_tick (incident_id);

GRANT SELECT, INSERT ON dispatch.plan_tick TO d120_dispatch;

-- Who asked the sources of callers' places again; the answers are rows of caller_place.
CREATE TABLE dispatch.source_round (
    id UUID NOT NULL,
    call_id UUID NOT NULL REFERENCES dispatch.call (id),
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);
CREATE INDEX source_round_of_call ON dispatch.source_round (call_id, asked_at);

GRANT SELECT, INSERT, UPDATE ON dispatch.source_round TO d120_dispatch;
