-- Equipment, capabilities and beds; rules of dispatch; what recommendations were made from.

ALTER TABLE dispatch.vehicle ADD COLUMN equipment TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE dispatch.hospital ADD COLUMN capabilities TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE dispatch.hospital ADD COLUMN beds JSONB;

CREATE TABLE dispatch.dispatch_rules (
    version INTEGER NOT NULL,
    needs JSONB NOT NULL,
    policy JSONB NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (version)
);
GRANT SELECT, INSERT ON dispatch.dispatch_rules TO d120_dispatch;

CREATE TABLE dispatch.kept_recommendation (
    id UUID NOT NULL,
    incident_id UUID NOT NULL REFERENCES dispatch.incident (id),
    order_ids UUID[] NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    map_version TEXT,
    listed TEXT NOT NULL CHECK (octet_length(listed) <= 262144),
    basis TEXT NOT NULL CHECK (octet_length(basis) <= 262144),
    left_out INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX kept_recommendation_of_incident ON dispatch.kept_recommendation (incident_id);
GRANT SELECT, INSERT ON dispatch.kept_recommendation TO d120_dispatch;
