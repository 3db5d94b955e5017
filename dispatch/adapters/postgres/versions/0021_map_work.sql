-- Kept versions of the map, work on it, and what is drawn over it.
ALTER TABLE gis.region ADD COLUMN kept BOOLEAN NOT NULL DEFAULT false;        -- its tables are still here
ALTER TABLE gis.region ADD COLUMN in_force_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now();
ALTER TABLE gis.region ADD COLUMN overlay INTEGER NOT NULL DEFAULT 0;         -- which revision of the overlay is in it
ALTER TABLE gis.region ADD COLUMN overlay_report JSONB NOT NULL DEFAULT '{}'; -- pieces that join nowhere, or were not found
ALTER TABLE gis.region ADD COLUMN left_out JSONB NOT NULL DEFAULT '{}';       -- what of the file could not be taken
UPDATE gis.region SET kept = active, in_force_at = imported_at;

ALTER TABLE dispatch.vehicle_order ADD COLUMN map_version TEXT; -- of the map its times were found on

-- Work that a process of its own does as the owner: an import, a swap back, the overlay.
CREATE TABLE dispatch.map_job (
    id UUID NOT NULL,
    kind TEXT NOT NULL,                 -- import use overlay
    wanted JSONB NOT NULL,              -- file, name, datum, attribution; version; revision
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,                -- WAITING RUNNING DONE FAILED
    worker TEXT NOT NULL,
    beat_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    stage TEXT NOT NULL,
    percent SMALLINT NOT NULL,
    read_bytes BIGINT NOT NULL,
    total_bytes BIGINT NOT NULL,
    objects BIGINT NOT NULL,
    made TEXT NOT NULL,                 -- the version that is in force now
    code TEXT NOT NULL,                 -- why it failed
    parameters JSONB NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX map_job_open ON dispatch.map_job (asked_at) WHERE state IN ('WAITING', 'RUNNING');

-- What a technician drew, as its history: the last row of a piece is how it is, no content means removed.
CREATE TABLE dispatch.overlay_change (
    revision INTEGER NOT NULL,
    piece_id UUID NOT NULL,
    number INTEGER NOT NULL,            -- of the piece, small: its rows in a region are told by it
    kind TEXT NOT NULL,                 -- road estate rename gate
    content JSONB,
    undoes INTEGER,                     -- revision that it takes back
    by TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (revision)
);
CREATE INDEX overlay_change_piece ON dispatch.overlay_change (piece_id, revision);

GRANT SELECT, INSERT, UPDATE ON dispatch.map_job TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.overlay_change TO d120_dispatch;
