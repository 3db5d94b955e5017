-- Terminals on JT/T 808: who has spoken, who is admitted, and what is sent to them.

CREATE TABLE gis.terminal_seen (
    phone TEXT NOT NULL,                -- number of its SIM, which names it
    feed TEXT NOT NULL,
    version SMALLINT,                   -- year of the standard that it speaks
    plate_colour SMALLINT,
    plate TEXT,
    maker_told TEXT,                    -- of its last registration
    model_told TEXT,
    terminal_told TEXT,
    address TEXT NOT NULL,
    first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    connected BOOLEAN NOT NULL,
    code_hash BYTEA,                    -- SHA-256 of the random code that it authenticates with
    doubled INTEGER NOT NULL,           -- a second connection spoke as this one
    counts JSONB NOT NULL,
    PRIMARY KEY (phone)
);

CREATE TABLE dispatch.terminal_admission (
    phone TEXT NOT NULL,
    maker TEXT NOT NULL,                -- the box that the technician saw; another is refused
    model TEXT NOT NULL,
    terminal TEXT NOT NULL,
    vehicle_id UUID,                    -- whose tracker it became
    admitted_by TEXT NOT NULL,
    admitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_by TEXT,
    revoked_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (phone)
);

-- The feed sees who is admitted, and nothing else of dispatch.
CREATE VIEW gis.terminal_admitted AS
    SELECT phone, maker, model, terminal FROM dispatch.terminal_admission WHERE revoked_at IS NULL;

CREATE TABLE gis.device_downlink (
    id UUID NOT NULL,
    phone TEXT NOT NULL,
    text TEXT NOT NULL,
    order_id UUID,                      -- NULL: free text
    revision INTEGER,
    message_id UUID,                    -- of a free text, which may go to several
    queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,                -- QUEUED SENT ACKNOWLEDGED FAILED EXPIRED
    reason TEXT,
    tries SMALLINT NOT NULL DEFAULT 0,
    sent_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    told BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (id),
    CONSTRAINT device_downlink_state CHECK
        (state IN ('QUEUED', 'SENT', 'ACKNOWLEDGED', 'FAILED', 'EXPIRED'))
);
CREATE INDEX device_downlink_open ON gis.device_downlink (phone, queued_at)
    WHERE state IN ('QUEUED', 'SENT');
CREATE INDEX device_downlink_untold ON gis.device_downlink (queued_at) WHERE NOT told;
CREATE INDEX device_downlink_order ON gis.device_downlink (order_id);

ALTER TABLE gis.feed ADD COLUMN quiet_s DOUBLE PRECISION DEFAULT 10;
ALTER TABLE gis.feed ADD COLUMN fault TEXT;

GRANT SELECT, INSERT, UPDATE, DELETE ON gis.terminal_seen TO d120_gis;
GRANT SELECT ON gis.terminal_admitted TO d120_gis;
GRANT SELECT, INSERT, UPDATE ON gis.device_downlink TO d120_gis;
GRANT SELECT, INSERT, UPDATE ON dispatch.terminal_admission TO d120_dispatch;
