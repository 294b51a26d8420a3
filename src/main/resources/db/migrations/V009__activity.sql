-- Who did what, what went wrong, and who may not come in any more.

-- Ids and words of the program, never what somebody wrote. Rows come in batches, each under one
-- lock of the whole cluster: the order of positions is that in which rows can be seen, so whoever
-- reads what follows a position misses nothing. An account may be gone while its rows are here.
CREATE TABLE activity (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL,
  type       text COLLATE "C" NOT NULL,
  account_id uuid,
  address    text NOT NULL,
  detail     text NOT NULL -- JSON, an object of texts
);
CREATE INDEX activity_at ON activity (at, position);
CREATE INDEX activity_account ON activity (account_id, at, position) WHERE account_id IS NOT NULL;
-- Messages are so many that reading by time finds them; the others would be hard to find among them.
CREATE INDEX activity_type ON activity (type, at, position) WHERE type <> 'message-posted';

-- One row for each kind of failure, however often it came.
CREATE SEQUENCE errors_position;
CREATE TABLE errors (
  fingerprint text PRIMARY KEY,
  position    bigint NOT NULL, -- of the last time that it came; given as those of activity
  level       text NOT NULL CHECK (level IN ('warn', 'error')),
  logger      text NOT NULL,
  message     text NOT NULL, -- as it is in the program, without what was filled in
  exception   text NOT NULL, -- the classes, the outermost first
  place       text NOT NULL, -- of ours that is nearest to where it was thrown
  times       bigint NOT NULL,
  first_at    timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  request_id  text -- of the last one that had any
);
CREATE UNIQUE INDEX errors_positions ON errors (position);

-- Who is suspended signs in no more. A column without a default is added in no time.
ALTER TABLE accounts ADD COLUMN suspended_at timestamptz;
