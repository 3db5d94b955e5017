-- Silent calls, dispositions, hand-overs, reminders and notes on numbers.

ALTER TABLE dispatch.call ADD COLUMN silent JSONB;
ALTER TABLE dispatch.call ADD COLUMN disposition TEXT;
ALTER TABLE dispatch.call ADD COLUMN disposed_by TEXT;
ALTER TABLE dispatch.seat ADD COLUMN wraps_up UUID;

CREATE TABLE dispatch.handover (
    id UUID NOT NULL,
    seat INTEGER NOT NULL,
    staff_number TEXT NOT NULL,
    to_seat INTEGER NOT NULL,
    to_staff_number TEXT NOT NULL,
    calls UUID[] NOT NULL,
    orders UUID[] NOT NULL,
    tasks UUID[] NOT NULL,
    state TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.reminder (
    id UUID NOT NULL,
    set_by TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    calls UUID[] NOT NULL,
    removed_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);

CREATE TABLE dispatch.contact_note (
    id UUID NOT NULL,
    call_id UUID NOT NULL,
    number TEXT NOT NULL,
    address TEXT,
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX handover_asked ON dispatch.handover (seat) WHERE state = 'asked';
CREATE INDEX handover_orders ON dispatch.handover USING gin (orders) WHERE state = 'accepted';
CREATE INDEX reminder_running ON dispatch.reminder (until) WHERE removed_at IS NULL;
CREATE INDEX contact_note_number ON dispatch.contact_note (number, written_at);
CREATE INDEX contact_note_address ON dispatch.contact_note (address) WHERE address IS NOT NULL;
CREATE INDEX call_of_address ON dispatch.call ((caller -> 'subscriber' ->> 'address'), offered_at)
    WHERE caller -> 'subscriber' ->> 'address' IS NOT NULL;
CREATE INDEX call_of_number ON dispatch.call (number, offered_at) WHERE number IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON dispatch.handover TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE ON dispatch.reminder TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE ON dispatch.contact_note TO d120_dispatch;
