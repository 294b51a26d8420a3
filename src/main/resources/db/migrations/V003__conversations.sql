-- Conversations, their members and their messages.

CREATE TABLE conversations (
  id         uuid PRIMARY KEY REFERENCES streams ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('one-to-one', 'group')),
  -- The two of a one-to-one conversation in order, so that there is one per pair.
  first_id   uuid REFERENCES accounts,
  second_id  uuid REFERENCES accounts,
  created_at timestamptz NOT NULL,
  CHECK ((kind = 'one-to-one') = (first_id IS NOT NULL AND second_id IS NOT NULL)),
  CHECK (first_id < second_id)
);
CREATE UNIQUE INDEX conversations_pair ON conversations (first_id, second_id);

CREATE TABLE members (
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  account_id      uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  role            text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member')),
  -- Where the member has read to, and the number of the last message up to there. Unread messages
  -- are the conversation's message count less that number: derived, never counted up.
  read_position   bigint NOT NULL DEFAULT 0,
  read_number     bigint NOT NULL DEFAULT 0,
  -- False in a one-to-one conversation of two who are no longer contacts.
  may_post        boolean NOT NULL DEFAULT true,
  PRIMARY KEY (conversation_id, account_id)
) WITH (fillfactor = 70); -- each send moves the sender's own read position
CREATE INDEX members_account ON members (account_id);

CREATE TABLE messages (
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position        bigint NOT NULL,
  number          bigint NOT NULL,
  id              uuid NOT NULL,
  sender_id       uuid NOT NULL REFERENCES accounts,
  client_id       uuid NOT NULL,
  audience        bigint NOT NULL,
  at              timestamptz NOT NULL,
  text            text NOT NULL,
  PRIMARY KEY (conversation_id, position)
);
CREATE UNIQUE INDEX messages_id ON messages (id);
-- Makes retries harmless for ever: the second of two equal client ids answers the first message.
CREATE UNIQUE INDEX messages_once ON messages (conversation_id, sender_id, client_id);

-- Appends a batch of messages, in one statement that commits by itself: a node that stops anywhere
-- holds no lock. Used by messages/MessageAppender.
--
-- It locks the streams in the order of their ids. What follows sees everything that was committed
-- before the locks were had, and takes positions for the new messages only: no position is ever left
-- empty. No two lines may be of the same conversation, sender and client id. Lines of people who are not
-- in the conversation, or may not post there, have no row in the answer; only a message that was there
-- before is answered with its text.
--
-- Hardly a batch has a message that was posted before, and to look for each costs a fifth of it all. So
-- it is looked for when the index messages_once says that there is one: the batch begins again.
--
-- Batches are small beside the tables, whatever the planner knew of them when a connection made its
-- plan: it is made once, and every row is found by an index. (A repeat is looked for with a limit, so
-- that it is by index in a plan from when the table was empty, too.)
CREATE FUNCTION append_messages(
  ids uuid[], conversations uuid[], senders uuid[], client_ids uuid[], texts text[])
RETURNS TABLE (
  line integer, new boolean, id uuid, "position" bigint, number bigint, at timestamptz,
  audience bigint, text text)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz;
  has_repeated boolean := false;
BEGIN
  LOOP
    BEGIN
      PERFORM 1 FROM streams s WHERE s.id = ANY (conversations) ORDER BY s.id FOR UPDATE;
      moment := clock_timestamp();

      RETURN QUERY
      WITH asked AS (
        SELECT a.line::integer, k.id IS NULL AS new, a.conversation_id, a.sender_id, a.client_id,
               coalesce(k.id, a.id) AS id,
               coalesce(k.position, s.head + count(*) FILTER (WHERE k.id IS NULL) OVER earlier)
                 AS position,
               coalesce(k.number,
                        s.message_count + count(*) FILTER (WHERE k.id IS NULL) OVER earlier)
                 AS number,
               coalesce(k.at, date_trunc('milliseconds', moment)) AS at,
               coalesce(k.audience, s.audience) AS audience,
               coalesce(k.text, a.text) AS text
          FROM unnest(ids, conversations, senders, client_ids, texts) WITH ORDINALITY
               AS a (id, conversation_id, sender_id, client_id, text, line)
          JOIN streams s ON s.id = a.conversation_id
          JOIN members r ON r.conversation_id = a.conversation_id AND r.account_id = a.sender_id
          LEFT JOIN LATERAL (
            SELECT * FROM messages p
             WHERE p.conversation_id = a.conversation_id AND p.sender_id = a.sender_id
               -- Null is not looked for. Who may not post any more never meets the index.
               AND p.client_id = CASE WHEN has_repeated OR NOT r.may_post THEN a.client_id END
             LIMIT 1) k ON true
         WHERE r.may_post OR k.id IS NOT NULL
        WINDOW earlier AS (
          PARTITION BY a.conversation_id ORDER BY a.line ROWS UNBOUNDED PRECEDING)),
      posted AS (
        INSERT INTO messages (conversation_id, position, number, id, sender_id, client_id,
                              audience, at, text)
        SELECT conversation_id, position, number, id, sender_id, client_id, audience, at, text
          FROM asked WHERE new
        RETURNING 1),
      moved AS (
        UPDATE streams s SET head = a.head, message_count = a.count, moved_at = moment
          FROM (SELECT conversation_id, max(position) AS head, max(number) AS count
                  FROM asked WHERE new GROUP BY conversation_id) a
         WHERE s.id = a.conversation_id),
      read AS (
        UPDATE members r SET read_position = a.position, read_number = a.number
          FROM (SELECT conversation_id, sender_id, max(position) AS position, max(number) AS number
                  FROM asked WHERE new GROUP BY conversation_id, sender_id) a
         WHERE r.conversation_id = a.conversation_id AND r.account_id = a.sender_id)
      -- Rows that were answered stay answered when the batch begins again: none before all are posted.
      SELECT line, new, id, position, number, at, audience, CASE WHEN NOT new THEN text END
        FROM (SELECT count(*) FROM posted) all_posted, asked;
      RETURN;
    EXCEPTION WHEN unique_violation THEN
      IF has_repeated THEN
        RAISE;
      END IF;
      has_repeated := true;
    END;
  END LOOP;
END $$;
