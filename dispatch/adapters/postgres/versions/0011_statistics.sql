-- What statistics of seats are read by; all other events are numerous.

CREATE INDEX event_of_seats ON dispatch.event (recorded_at) WHERE left(kind, 5) = 'seat_';
