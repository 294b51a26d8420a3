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
