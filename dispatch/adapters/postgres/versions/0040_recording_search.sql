-- What recordings are searched by, each with the order in which they are told.
CREATE INDEX recording_by_seat ON recorder.recording (seat, started_at DESC, name DESC)
  WHERE seat IS NOT NULL;
CREATE INDEX recording_by_staff ON recorder.recording (staff_number, started_at DESC, name DESC)
  WHERE staff_number IS NOT NULL;
CREATE INDEX recording_by_called ON recorder.recording (called_number, started_at DESC, name DESC)
  WHERE called_number IS NOT NULL;
-- Digits anywhere in a number: any three in a row.
CREATE INDEX recording_number_digits ON recorder.recording USING gin (number gin_trgm_ops);
CREATE INDEX recording_called_digits ON recorder.recording USING gin (called_number gin_trgm_ops);
