-- What people report to the administrators.
CREATE TABLE reports (
  id              uuid PRIMARY KEY, -- of version 7: in the order of time
  reporter_id     uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  account_id      uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  -- Where it happened, if that is said, and how far the reporter saw it then. The messages are not
  -- copied: those that their sender removes are gone here too.
  conversation_id uuid REFERENCES conversations ON DELETE CASCADE,
  position        bigint NOT NULL,
  reason          text NOT NULL CHECK (reason IN ('spam', 'abuse', 'impersonation', 'other')),
  comment         text NOT NULL,
  reported_at     timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp())
);
CREATE INDEX reports_reporter ON reports (reporter_id);
