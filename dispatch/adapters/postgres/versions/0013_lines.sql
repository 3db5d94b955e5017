ALTER TABLE dispatch.call
    ADD COLUMN parked_by INTEGER,
    ADD COLUMN parked_at TIMESTAMP WITH TIME ZONE;

-- One seat calls many lines at once, or speaks to them; members holds what each line did.
CREATE TABLE dispatch.group_call (
    id UUID NOT NULL,
    exchange TEXT NOT NULL,
    unique_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    seat INTEGER NOT NULL,
    staff_number TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    state TEXT NOT NULL,
    members JSONB NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recording TEXT,
    ended_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id)
);
CREATE INDEX group_call_open ON dispatch.group_call (begun_at) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.group_call TO d120_dispatch;

-- Short messages between seats; recipients are who sat there when it was sent.
CREATE TABLE dispatch.seat_message (
    id UUID NOT NULL,
    from_seat INTEGER NOT NULL,
    staff_number TEXT NOT NULL,
    to_seat INTEGER,
    recipients TEXT[] NOT NULL,
    text TEXT NOT NULL,
    urgent BOOLEAN NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    receipts JSONB NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX seat_message_sent ON dispatch.seat_message (sent_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.seat_message TO d120_dispatch;
