ALTER TABLE dispatch.deadline ADD COLUMN set_at timestamptz NOT NULL DEFAULT now();

CREATE TABLE dispatch.clock (
    name text PRIMARY KEY,
    steps integer NOT NULL,
    stepped_at timestamptz NOT NULL,
    by_s double precision NOT NULL,
    observer text NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON dispatch.clock TO d120_dispatch;
