-- Stations, hospitals, vehicles, orders, and the devices of stations.

CREATE TABLE dispatch.station (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    point JSONB NOT NULL,
    address TEXT NOT NULL,
    telephone TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.hospital (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    point JSONB NOT NULL,
    address TEXT NOT NULL,
    telephone TEXT NOT NULL,
    departments TEXT[] NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.vehicle (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    plate TEXT NOT NULL,
    kind TEXT NOT NULL,
    station_id UUID NOT NULL REFERENCES dispatch.station (id),
    tracker TEXT,
    crew JSONB NOT NULL,
    duty TEXT NOT NULL,
    duty_reason TEXT,
    duty_since TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

-- "order" is a word of SQL's own.
CREATE TABLE dispatch.vehicle_order (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    incident_id UUID NOT NULL REFERENCES dispatch.incident (id),
    vehicle_id UUID NOT NULL REFERENCES dispatch.vehicle (id),
    vehicle_name TEXT NOT NULL,
    station_id UUID NOT NULL REFERENCES dispatch.station (id),
    station_code TEXT NOT NULL,
    hospital_id UUID REFERENCES dispatch.hospital (id),
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_by TEXT NOT NULL,
    sheet JSONB NOT NULL,
    travel_s INTEGER,
    distance_m INTEGER,
    mode TEXT,
    override_reason TEXT,
    replaces UUID,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    acknowledged_revision INTEGER,
    acknowledged_at TIMESTAMP WITH TIME ZONE,
    acknowledged_by TEXT,
    acknowledged_wire TEXT,
    delivered_at TIMESTAMP WITH TIME ZONE,
    stamps JSONB NOT NULL,
    overdue_at TIMESTAMP WITH TIME ZONE,
    end_reason TEXT,
    ended_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.device (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    station_id UUID NOT NULL REFERENCES dispatch.station (id),
    station_code TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    enrolled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    enrolled_by TEXT NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    revoked_by TEXT,
    bell TEXT,
    printer TEXT,
    sounding BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE,
    silent_since TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.enrolment (
    code_hash BYTEA NOT NULL,
    station_id UUID NOT NULL REFERENCES dispatch.station (id),
    kind TEXT NOT NULL,
    made_by TEXT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (code_hash)
);

CREATE UNIQUE INDEX station_code ON dispatch.station (code);
CREATE UNIQUE INDEX hospital_name ON dispatch.hospital (name);
CREATE UNIQUE INDEX vehicle_name ON dispatch.vehicle (name);
CREATE UNIQUE INDEX vehicle_tracker ON dispatch.vehicle (tracker);
CREATE UNIQUE INDEX vehicle_order_number ON dispatch.vehicle_order (number);
CREATE INDEX vehicle_order_incident ON dispatch.vehicle_order (incident_id);
CREATE INDEX vehicle_order_active ON dispatch.vehicle_order (vehicle_id) WHERE ended_at IS NULL;
CREATE INDEX vehicle_order_ended ON dispatch.vehicle_order (ended_at) WHERE ended_at IS NOT NULL;
CREATE UNIQUE INDEX device_token ON dispatch.device (token_hash);

GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.station TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.hospital TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.vehicle TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.vehicle_order TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.device TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.enrolment TO d120_dispatch;
