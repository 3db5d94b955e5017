-- Emergency keys of vehicle terminals. A row of gis is what a box has said; the terminal gets its
-- answer only after the row is durable. A row of dispatch is what people make of it.

CREATE TABLE gis.terminal_emergency (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    feed TEXT NOT NULL,
    device TEXT NOT NULL,
    raised_at TIMESTAMP WITH TIME ZONE NOT NULL,    -- by the terminal's clock, where it can be
    serial INTEGER,                                 -- of its report: one that comes again is known
    heard_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    gone_at TIMESTAMP WITH TIME ZONE,               -- its report no longer has the bit
    lon DOUBLE PRECISION,
    lat DOUBLE PRECISION,
    raised_told BOOLEAN NOT NULL DEFAULT false,     -- the centre has the command of it
    gone_told BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (id)
);
CREATE INDEX terminal_emergency_device ON gis.terminal_emergency (feed, device, raised_at);
CREATE UNIQUE INDEX terminal_emergency_open ON gis.terminal_emergency (feed, device)
    WHERE gone_at IS NULL;
CREATE INDEX terminal_emergency_untold ON gis.terminal_emergency (heard_at)
    WHERE NOT raised_told OR (gone_at IS NOT NULL AND NOT gone_told);

-- A person has acknowledged: the terminal is told (JT/T 808-2013 message 0x8203) until it answers.
CREATE TABLE gis.emergency_confirmation (
    emergency_id UUID NOT NULL,
    raisings INTEGER NOT NULL,
    device TEXT NOT NULL,
    queued_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    tries SMALLINT NOT NULL DEFAULT 0,
    sent_at TIMESTAMP WITH TIME ZONE,
    result TEXT,                                    -- done, not_supported, failed, no_answer
    PRIMARY KEY (emergency_id, raisings)
);
CREATE INDEX emergency_confirmation_due ON gis.emergency_confirmation (device)
    WHERE result IS NULL;

-- What a driver reports by a key of his terminal's menu (JT/T 808-2013 message 0x0301).
CREATE TABLE gis.terminal_report (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    feed TEXT NOT NULL,
    device TEXT NOT NULL,
    event_id SMALLINT NOT NULL,
    serial INTEGER NOT NULL,                        -- of its message: one that comes again is known
    heard_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    told BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (id)
);
CREATE INDEX terminal_report_device ON gis.terminal_report (feed, device, heard_at);
CREATE INDEX terminal_report_untold ON gis.terminal_report (heard_at) WHERE NOT told;

-- Suggested milestones that a person has called wrong; they are not suggested again for the order.
ALTER TABLE dispatch.vehicle_order ADD COLUMN dismissals JSONB NOT NULL DEFAULT '{}';

-- How a box says that it is: its own faults, no alarms.
ALTER TABLE gis.terminal_seen ADD COLUMN faults TEXT[] NOT NULL DEFAULT '{}';

CREATE TABLE dispatch.emergency (
    id UUID NOT NULL,
    device TEXT NOT NULL,
    vehicle_id UUID,
    vehicle_name TEXT,
    station_code TEXT,
    feed TEXT NOT NULL,
    point JSONB,
    raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
    heard_at TIMESTAMP WITH TIME ZONE NOT NULL,
    raisings INTEGER NOT NULL,
    state TEXT NOT NULL,
    overdue_at TIMESTAMP WITH TIME ZONE,
    gone_at TIMESTAMP WITH TIME ZONE,
    acknowledged_by TEXT,
    acknowledged_name TEXT,
    acknowledged_at TIMESTAMP WITH TIME ZONE,
    ended_by TEXT,
    ended_at TIMESTAMP WITH TIME ZONE,
    end_reason TEXT,
    PRIMARY KEY (id),
    CONSTRAINT emergency_state CHECK (state IN ('raised', 'acknowledged', 'ended'))
);
-- Of one terminal one emergency is open: pressed again it is the same one, raised again.
CREATE UNIQUE INDEX emergency_open ON dispatch.emergency (device) WHERE state <> 'ended';

GRANT SELECT, INSERT, UPDATE, DELETE ON gis.terminal_emergency TO d120_gis;
GRANT SELECT, INSERT, UPDATE, DELETE ON gis.emergency_confirmation TO d120_gis;
GRANT SELECT, INSERT, UPDATE, DELETE ON gis.terminal_report TO d120_gis;
GRANT SELECT, INSERT, UPDATE ON dispatch.emergency TO d120_dispatch;
