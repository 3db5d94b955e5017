-- Questions to the sources of callers' places: none is lost with the server that asks.

CREATE TABLE dispatch.place_asking (
    occasion UUID NOT NULL,             -- the call as it begins, or the round of a person
    call_id UUID NOT NULL,
    kind TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'asked', 'ended')),
    tries INTEGER NOT NULL,
    claimed_by TEXT,
    claimed_at TIMESTAMP WITH TIME ZONE,
    claimed_until TIMESTAMP WITH TIME ZONE,
    ended_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (occasion, kind),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
    CHECK (state <> 'asked' OR claimed_until IS NOT NULL)
);
CREATE INDEX place_asking_to_ask ON dispatch.place_asking (made_at) WHERE state <> 'ended';
GRANT SELECT, INSERT, UPDATE ON dispatch.place_asking TO d120_dispatch;

-- Which seats rest is told to each exchange by a reaction of its own, from where all stood.
INSERT INTO dispatch.reaction (name, n)
    SELECT DISTINCT 'seat_rest:' || call.exchange, reaction.n
    FROM dispatch.reaction, dispatch.call
    WHERE reaction.name = 'seat_rest'
    ON CONFLICT DO NOTHING;
