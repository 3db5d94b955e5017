-- The centre: events, commands, calls, seats, tasks, people, settings and the caller directory.
-- Never edited once released: a later revision expands it.

CREATE TABLE dispatch.event_head (
    "only" BOOLEAN NOT NULL,
    incarnation TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY ("only")
);

CREATE TABLE dispatch.event (
    n BIGINT NOT NULL,
    epoch TEXT NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    audiences TEXT[] NOT NULL,
    subjects UUID[] NOT NULL,
    payload JSONB NOT NULL,
    actor TEXT NOT NULL,
    wire TEXT NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    clock_offset_ms INTEGER,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    command_key UUID,
    PRIMARY KEY (n)
);

CREATE TABLE dispatch.command (
    key UUID NOT NULL,
    name TEXT NOT NULL,
    fingerprint BYTEA NOT NULL,
    answer JSONB,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE dispatch.reaction (
    name TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE dispatch.audit (
    id BIGSERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.call (
    id UUID NOT NULL,
    exchange TEXT NOT NULL,
    unique_id TEXT NOT NULL,
    number TEXT,
    name TEXT,
    called_number TEXT NOT NULL,
    trunk TEXT NOT NULL,
    recording TEXT NOT NULL,
    caller JSONB NOT NULL,
    state TEXT NOT NULL,
    offered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    position INTEGER,
    ringing_seats INTEGER[] NOT NULL,
    overflow_target TEXT,
    claimed_by INTEGER,
    claimed_at TIMESTAMP WITH TIME ZONE,
    answered_at TIMESTAMP WITH TIME ZONE,
    seat INTEGER,
    staff_number TEXT,
    phone TEXT,
    held_at TIMESTAMP WITH TIME ZONE,
    requeued_at TIMESTAMP WITH TIME ZONE,
    overdue_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by TEXT,
    end_cause INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.task (
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    call_id UUID NOT NULL,
    number TEXT,
    state TEXT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    claimed_by TEXT,
    claimed_at TIMESTAMP WITH TIME ZONE,
    done_by TEXT,
    done_at TIMESTAMP WITH TIME ZONE,
    disposition TEXT,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.seat (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    busy_reason TEXT,
    staff_number TEXT,
    staff_name TEXT,
    phone_reachable BOOLEAN NOT NULL,
    call_id UUID,
    PRIMARY KEY (number)
);

CREATE TABLE dispatch.phone_account (
    name TEXT NOT NULL,
    secret TEXT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE dispatch.person (
    staff_number TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT[] NOT NULL,
    password_hash TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    PRIMARY KEY (staff_number)
);

CREATE TABLE dispatch.session (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    staff_number TEXT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reauthenticated_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_reason TEXT,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.site (
    version INTEGER NOT NULL,
    settings JSONB NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (version)
);

CREATE TABLE dispatch.part (
    name TEXT NOT NULL,
    observer TEXT NOT NULL,
    state TEXT NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    code TEXT,
    PRIMARY KEY (name, observer)
);

CREATE TABLE dispatch.deadline (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (kind, subject)
);

CREATE TABLE dispatch.subscriber (
    number TEXT NOT NULL,
    owner TEXT NOT NULL,
    address TEXT NOT NULL,
    point geometry(POINT,4326),
    line_kind TEXT NOT NULL,
    source TEXT NOT NULL,
    as_of TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE dispatch.directory_import (
    id UUID NOT NULL,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL,
    total_bytes BIGINT NOT NULL,
    read_bytes BIGINT NOT NULL,
    read_lines INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    bad_count INTEGER NOT NULL,
    bad_lines JSONB NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    started_by TEXT NOT NULL,
    worker TEXT,
    leased_until TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    code TEXT,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.key_patient (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    category TEXT NOT NULL,
    numbers TEXT[] NOT NULL,
    condition TEXT NOT NULL,
    access_note TEXT NOT NULL,
    consent_by TEXT NOT NULL,
    consent_on TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    removed_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);

CREATE INDEX event_subjects ON dispatch.event USING gin (subjects);
CREATE INDEX event_audiences ON dispatch.event USING gin (audiences);
CREATE UNIQUE INDEX event_id ON dispatch.event (id);
CREATE UNIQUE INDEX call_on_exchange ON dispatch.call (exchange, unique_id);
CREATE INDEX call_open ON dispatch.call (exchange) WHERE ended_at IS NULL;
CREATE INDEX call_number ON dispatch.call (number, offered_at DESC);
CREATE INDEX call_offered ON dispatch.call (offered_at DESC);
CREATE INDEX call_suffix ON dispatch.call (reverse(number) text_pattern_ops);
CREATE INDEX task_unfinished ON dispatch.task (number) WHERE state <> 'done';
CREATE UNIQUE INDEX session_token ON dispatch.session (token_hash);
CREATE UNIQUE INDEX session_one ON dispatch.session (staff_number) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX seat_of_staff ON dispatch.seat (staff_number);
CREATE INDEX deadline_due ON dispatch.deadline (due_at);
CREATE INDEX key_patient_numbers ON dispatch.key_patient USING gin (numbers) WHERE removed_at IS NULL;
CREATE INDEX subscriber_suffix ON dispatch.subscriber (reverse(number) text_pattern_ops);

-- Events, audit, settings and commands are only ever added to.
GRANT SELECT, UPDATE ON dispatch.event_head TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.event TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.command TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.reaction TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.audit TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.call TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.task TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.seat TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.phone_account TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.person TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.session TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.site TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.part TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.deadline TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.subscriber TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.directory_import TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.key_patient TO d120_dispatch;
GRANT UPDATE (answer) ON dispatch.command TO d120_dispatch;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA dispatch TO d120_dispatch;
