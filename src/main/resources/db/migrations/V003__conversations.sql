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
CREATE INDEX messages_recent ON messages USING brin (at) WITH (pages_per_range = 16, autosummarize = on);

-- Appends a batch of messages, in one statement that commits by itself: a node that stops anywhere
-- holds no lock. Used by messages/MessageAppender.
--
-- It locks the streams in the order of their ids. What follows sees everything that was committed
-- before the locks were had, so it finds every message that a repeated client id was posted as, and
-- takes positions for the new ones only: no position is ever left empty. Lines of people who are
-- not in the conversation have no row in the answer.
CREATE FUNCTION append_messages(
  ids uuid[], conversations uuid[], senders uuid[], client_ids uuid[], texts text[])
RETURNS TABLE (
  line integer, new boolean, id uuid, conversation_id uuid, "position" bigint, number bigint,
  sender_id uuid, client_id uuid, text text, at timestamptz, audience bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM 1 FROM streams s WHERE s.id = ANY (conversations) ORDER BY s.id FOR UPDATE;

  RETURN QUERY
  WITH asked AS (
    SELECT a.line::integer, a.id, a.conversation_id, a.sender_id, a.client_id, a.text, s.audience
      FROM unnest(ids, conversations, senders, client_ids, texts) WITH ORDINALITY
           AS a (id, conversation_id, sender_id, client_id, text, line)
      JOIN streams s ON s.id = a.conversation_id
      JOIN members r ON r.conversation_id = a.conversation_id AND r.account_id = a.sender_id),
  known AS (
    SELECT m.*
      FROM (SELECT DISTINCT conversation_id, sender_id, client_id FROM asked) a
      JOIN messages m USING (conversation_id, sender_id, client_id)),
  fresh AS (
    SELECT f.*, row_number() OVER (PARTITION BY f.conversation_id ORDER BY f.line) AS nth
      FROM (SELECT DISTINCT ON (conversation_id, sender_id, client_id) *
              FROM asked ORDER BY conversation_id, sender_id, client_id, line) f
     WHERE NOT EXISTS (
       SELECT 1 FROM known k
        WHERE (k.conversation_id, k.sender_id, k.client_id)
            = (f.conversation_id, f.sender_id, f.client_id))),
  moved AS (
    UPDATE streams s
       SET head = s.head + n.count, message_count = s.message_count + n.count,
           moved_at = clock_timestamp()
      FROM (SELECT conversation_id, count(*) FROM fresh GROUP BY conversation_id) n
     WHERE s.id = n.conversation_id
    RETURNING s.id, s.head - n.count AS head, s.message_count - n.count AS message_count,
              date_trunc('milliseconds', s.moved_at) AS at),
  posted AS (
    INSERT INTO messages AS p (conversation_id, position, number, id, sender_id, client_id,
                               audience, at, text)
    SELECT f.conversation_id, v.head + f.nth, v.message_count + f.nth, f.id, f.sender_id,
           f.client_id, f.audience, v.at, f.text
      FROM fresh f JOIN moved v ON v.id = f.conversation_id
    RETURNING p.*),
  read AS (
    UPDATE members r SET read_position = p.position, read_number = p.number
      FROM (SELECT conversation_id, sender_id, max(position) AS position, max(number) AS number
              FROM posted GROUP BY conversation_id, sender_id) p
     WHERE r.conversation_id = p.conversation_id AND r.account_id = p.sender_id),
  found AS (
    SELECT m.*, true AS new FROM posted m UNION ALL SELECT m.*, false FROM known m)
  SELECT a.line, m.new, m.id, m.conversation_id, m.position, m.number, m.sender_id, m.client_id,
         m.text, m.at, m.audience
    FROM asked a JOIN found m USING (conversation_id, sender_id, client_id)
   ORDER BY m.conversation_id, m.position, a.line;
END $$;
