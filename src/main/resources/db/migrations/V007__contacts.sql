-- Who knows whom, who asked to, and who wants nothing to do with whom. Whoever changes what is
-- between two people holds their lock (conversations/Pair) until the commit.

-- Two rows for each pair.
CREATE TABLE contacts (
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  contact_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  since      timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  PRIMARY KEY (account_id, contact_id)
);
CREATE INDEX contacts_contact ON contacts (contact_id);

-- Those that were not answered yet.
CREATE TABLE contact_requests (
  sender_id    uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  receiver_id  uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  requested_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  -- The first message, posted when the request is accepted, and its client id.
  message      text,
  client_id    uuid,
  -- The receiver blocks the sender, to whom it looks like any other that waits.
  hidden       boolean NOT NULL,
  PRIMARY KEY (sender_id, receiver_id),
  CHECK ((message IS NULL) = (client_id IS NULL))
);
CREATE INDEX contact_requests_sent ON contact_requests (sender_id, requested_at, receiver_id);
CREATE INDEX contact_requests_received ON contact_requests (receiver_id, requested_at, sender_id)
  WHERE NOT hidden;

CREATE TABLE blocks (
  account_id    uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  blocked_id    uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  blocked_since timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  PRIMARY KEY (account_id, blocked_id)
);
CREATE INDEX blocks_blocked ON blocks (blocked_id);
