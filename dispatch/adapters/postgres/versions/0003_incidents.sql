-- Incidents: what happened where, the call form, and which calls belong to it.

CREATE TABLE dispatch.incident (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    opened_by TEXT NOT NULL,
    taker_seat INTEGER,
    form JSONB NOT NULL,
    scene JSONB,
    scene_confirmed_at TIMESTAMP WITH TIME ZONE,
    pick_up_point JSONB,
    read_back_at TIMESTAMP WITH TIME ZONE,
    read_back_by TEXT,
    chases INTEGER NOT NULL,
    last_chased_at TIMESTAMP WITH TIME ZONE,
    has_active_order BOOLEAN NOT NULL,
    served BOOLEAN NOT NULL,
    waiting_since TIMESTAMP WITH TIME ZONE,
    alarmed_at TIMESTAMP WITH TIME ZONE,
    merged_into UUID,
    close_reason TEXT,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_by TEXT,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);

-- One row a call: a call belongs to one incident at a time.
CREATE TABLE dispatch.incident_call (
    call_id UUID NOT NULL,
    incident_id UUID NOT NULL REFERENCES dispatch.incident (id),
    number TEXT,
    joined_at TIMESTAMP WITH TIME ZONE NOT NULL,
    joined_by TEXT NOT NULL,
    path UUID[] NOT NULL,
    PRIMARY KEY (call_id)
);

-- How many incidents a day of the centre has, so that their numbers have no gap.
CREATE TABLE dispatch.incident_day (
    day DATE NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day)
);

CREATE TABLE dispatch.complaint (
    code TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    english TEXT NOT NULL,
    needs TEXT[] NOT NULL,
    priority INTEGER NOT NULL,
    PRIMARY KEY (code)
);

CREATE UNIQUE INDEX incident_number ON dispatch.incident (number);
CREATE INDEX incident_worked ON dispatch.incident (opened_at) WHERE closed_at IS NULL;
CREATE INDEX incident_closed ON dispatch.incident (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX incident_opened ON dispatch.incident (opened_at DESC);
CREATE INDEX incident_of_taker ON dispatch.incident (opened_by, opened_at);
CREATE INDEX incident_call_incident ON dispatch.incident_call (incident_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.incident TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.incident_call TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.incident_day TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.complaint TO d120_dispatch;

-- What each session looks at, so that a window that comes back is in step with the other.
CREATE TABLE dispatch.selection (
    session_id UUID NOT NULL,
    incident_id UUID,
    vehicle_id UUID,
    point JSONB,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (session_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.selection TO d120_dispatch;
