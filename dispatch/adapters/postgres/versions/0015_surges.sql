-- Surges: who began one, about which incident, and when it ended.

CREATE TABLE dispatch.surge (
    id UUID NOT NULL,
    started_by TEXT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    incident_id UUID,
    place TEXT,
    voice TEXT NOT NULL,
    stopped_at TIMESTAMP WITH TIME ZONE,
    stopped_by TEXT,
    PRIMARY KEY (id),
    CHECK (until <= started_at + INTERVAL '24 hours')
);

CREATE INDEX surge_newest ON dispatch.surge (started_at);
GRANT SELECT, INSERT, UPDATE ON dispatch.surge TO d120_dispatch;
