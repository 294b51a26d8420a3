-- Streams: ordered lists of durable events without holes (ADR 2).

-- One row per conversation and per account; whoever writes to a stream locks its row, takes the
-- next positions and commits, so commit order is position order.
CREATE TABLE streams (
  id            uuid PRIMARY KEY,
  head          bigint NOT NULL DEFAULT 0,
  message_count bigint NOT NULL DEFAULT 0,
  -- Grows with every change of the member list; 0 for the personal stream of an account.
  audience      bigint NOT NULL DEFAULT 0,
  moved_at      timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50); -- each send updates a row in place
-- For the sweep, which asks what moved in the last seconds. Of the indexes it is the only one that holds
-- what a send changes, and it sums up whole pages, so a row is still updated in place.
CREATE INDEX streams_moved ON streams USING brin (moved_at) WITH (pages_per_range = 1, autosummarize = on);

-- Every event but posted messages, which are in their own table. A position is in one of the two.
CREATE TABLE events (
  stream_id uuid NOT NULL REFERENCES streams ON DELETE CASCADE,
  position  bigint NOT NULL,
  type      text NOT NULL,
  at        timestamptz NOT NULL,
  audience  bigint NOT NULL,
  data      text NOT NULL, -- JSON as it is delivered
  -- In a personal stream, the other account that data shows: what it shows is taken out when that
  -- account is deleted, and this is null then, as it is in every event that shows nobody.
  about     uuid,
  PRIMARY KEY (stream_id, position)
);
CREATE INDEX events_about ON events (about) WHERE about IS NOT NULL;
