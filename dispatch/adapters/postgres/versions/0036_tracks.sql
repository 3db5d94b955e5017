-- Milestones that positions suggest, and where positions do not fit what was told.

ALTER TABLE dispatch.vehicle_order
    ADD COLUMN suggestions JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN contradictions JSONB NOT NULL DEFAULT '{}';

CREATE TABLE dispatch.milestone_settings (
    version INTEGER NOT NULL,
    enabled BOOLEAN NOT NULL,
    confirms_itself TEXT[] NOT NULL,
    scene_m INTEGER NOT NULL,
    hospital_m INTEGER NOT NULL,
    station_m INTEGER NOT NULL,
    dwell_s INTEGER NOT NULL,
    slow_kmh INTEGER NOT NULL,
    stale_after_s INTEGER NOT NULL,
    contradicts_m INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (version)
);
GRANT SELECT, INSERT ON dispatch.milestone_settings TO d120_dispatch;
