ALTER TABLE dispatch.call ADD COLUMN overflow_step TEXT, ADD COLUMN message TEXT;
ALTER TABLE dispatch.task ADD COLUMN recording TEXT;
