-- Where callers are, by each source: rows that are only ever added.

CREATE TABLE dispatch.caller_place (
    id UUID NOT NULL,
    call_id UUID,
    incident_id UUID,
    kind TEXT NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    point geometry(POINT,4326),
    radius_m DOUBLE PRECISION CHECK (radius_m >= 0),
    district TEXT,
    owner TEXT,
    observed_at TIMESTAMP WITH TIME ZONE,
    confidence DOUBLE PRECISION CHECK (confidence BETWEEN 0 AND 1),
    doubts TEXT[] NOT NULL,
    PRIMARY KEY (id),
    CHECK (call_id IS NOT NULL OR incident_id IS NOT NULL)
);
CREATE INDEX caller_place_of_call ON dispatch.caller_place (call_id);
CREATE INDEX caller_place_of_incident ON dispatch.caller_place (incident_id);
GRANT SELECT, INSERT ON dispatch.caller_place TO d120_dispatch;
