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

-- Whole three-field tables: a new one is built beside the one in force and swapped in by one row.

CREATE TABLE dispatch.subscriber_b (
    number TEXT NOT NULL,
    owner TEXT NOT NULL,
    address TEXT NOT NULL,
    point geometry(POINT,4326),
    line_kind TEXT NOT NULL,
    source TEXT NOT NULL,
    as_of TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE dispatch.subscriber_incoming (
    line BIGINT GENERATED ALWAYS AS IDENTITY,
    number TEXT NOT NULL,
    owner TEXT NOT NULL,
    address TEXT NOT NULL,
    lon DOUBLE PRECISION,
    lat DOUBLE PRECISION,
    line_kind TEXT NOT NULL,
    source TEXT NOT NULL,
    as_of TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE dispatch.subscriber_slot (
    single BOOLEAN NOT NULL DEFAULT true CHECK (single),
    active TEXT NOT NULL CHECK (active IN ('a', 'b')),
    beside UUID,
    PRIMARY KEY (single)
);
INSERT INTO dispatch.subscriber_slot (active) VALUES ('a');

CREATE VIEW dispatch.subscriber_now AS
    SELECT * FROM dispatch.subscriber
        WHERE (SELECT active FROM dispatch.subscriber_slot) = 'a'
    UNION ALL
    SELECT * FROM dispatch.subscriber_b
        WHERE (SELECT active FROM dispatch.subscriber_slot) = 'b';

ALTER TABLE dispatch.directory_import ADD COLUMN mode TEXT NOT NULL DEFAULT 'add';
ALTER TABLE dispatch.directory_import ADD COLUMN encoding TEXT NOT NULL DEFAULT 'auto';
ALTER TABLE dispatch.directory_import ADD COLUMN found_encoding TEXT;
ALTER TABLE dispatch.directory_import ADD COLUMN stage TEXT NOT NULL DEFAULT 'reading';
ALTER TABLE dispatch.directory_import ADD COLUMN report JSONB;

GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.subscriber_b TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.subscriber_incoming TO d120_dispatch;
GRANT SELECT, UPDATE ON dispatch.subscriber_slot TO d120_dispatch;
GRANT SELECT ON dispatch.subscriber_now TO d120_dispatch;
GRANT TRUNCATE ON dispatch.subscriber, dispatch.subscriber_b, dispatch.subscriber_incoming
    TO d120_dispatch;

-- Reactions that are new begin here: nobody is asked about calls of the past.
INSERT INTO dispatch.reaction (name, n)
    SELECT name, last FROM dispatch.event_head, (VALUES ('caller_sources'), ('said_place')) new (name);
