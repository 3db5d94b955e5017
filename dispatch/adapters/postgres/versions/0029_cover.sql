-- Whether a centre wants to be advised on cover, and advice that was taken.

CREATE TABLE dispatch.cover_settings (
    version INTEGER NOT NULL,
    enabled BOOLEAN NOT NULL,
    within_min INTEGER NOT NULL,
    least_gain_percent INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (version)
);
GRANT SELECT, INSERT ON dispatch.cover_settings TO d120_dispatch;

CREATE TABLE dispatch.stand_by (
    id UUID NOT NULL,
    vehicle_id UUID NOT NULL REFERENCES dispatch.vehicle (id),
    station_id UUID NOT NULL REFERENCES dispatch.station (id),
    gain_percent DOUBLE PRECISION NOT NULL,
    drive_min DOUBLE PRECISION NOT NULL,
    taken_by TEXT NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX stand_by_of_vehicle ON dispatch.stand_by (vehicle_id, taken_at);
GRANT SELECT, INSERT ON dispatch.stand_by TO d120_dispatch;
