-- Marks and locks of nuisance numbers; what the exchange says of a call.

CREATE TABLE dispatch.nuisance_mark (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    call_id UUID NOT NULL,
    seat INTEGER,
    "by" TEXT NOT NULL,
    by_leader BOOLEAN NOT NULL,
    "at" TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.number_lock (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    locked_by TEXT[] NOT NULL,
    locked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    calls INTEGER NOT NULL,
    last_call_at TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    lifted_by TEXT,
    PRIMARY KEY (id),
    CHECK (until <= locked_at + INTERVAL '24 hours')
);

ALTER TABLE dispatch.call ADD COLUMN notes TEXT[] NOT NULL DEFAULT '{}';

CREATE UNIQUE INDEX nuisance_mark_once ON dispatch.nuisance_mark (call_id, "by");
CREATE INDEX nuisance_mark_number ON dispatch.nuisance_mark (number, "at");
CREATE UNIQUE INDEX number_lock_running ON dispatch.number_lock (number) WHERE ended_at IS NULL;
CREATE INDEX number_lock_ended ON dispatch.number_lock (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX call_served ON dispatch.call (answered_at) WHERE answered_at IS NOT NULL;

GRANT SELECT, INSERT ON dispatch.nuisance_mark TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE ON dispatch.number_lock TO d120_dispatch;
