-- Strangers write to whoever takes messages from anyone, and a block withholds what the blocked
-- person writes instead of refusing it (ADR 11). Columns with constant defaults are added at once;
-- the update touches the conversations of former contacts only.
ALTER TABLE members
  -- The member takes what the other writes: they opened the conversation, accepted it, answered, or
  -- the two are contacts. False for the receiver of a stranger's conversation until then.
  ADD COLUMN accepted boolean NOT NULL DEFAULT true,
  -- The other one takes what this member writes. Shown as mayPost; may_post is false also where the
  -- next post must first change something: accept the conversation, or show it to the other one.
  ADD COLUMN writable boolean NOT NULL DEFAULT true,
  -- A stranger opened the conversation and has not written yet, or the member blocks that stranger:
  -- to the member it does not exist.
  ADD COLUMN hidden boolean NOT NULL DEFAULT false,
  -- Something in it is withheld from the member; the table silences says what.
  ADD COLUMN withheld boolean NOT NULL DEFAULT false;
UPDATE members SET accepted = false, writable = false WHERE NOT may_post;

-- What is withheld from a member while they block the other one. No row for nearly everybody.
CREATE TABLE silences (
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  account_id      uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  -- Versions of the audience, for delivery: from_version <= version < to_version.
  from_version    bigint NOT NULL,
  to_version      bigint,
  -- Positions, for reading: after_position < position <= up_to. Null as long as the block lasts;
  -- until then the member sees the stream end at after_position, with after_number messages.
  after_position  bigint NOT NULL,
  after_number    bigint NOT NULL,
  up_to           bigint,
  -- The last position that is shown, and the time of the last activity as it is shown, until
  -- something happens that is not withheld.
  shown_position  bigint NOT NULL,
  shown_at        timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, account_id, from_version),
  CHECK ((up_to IS NULL) = (to_version IS NULL))
);

-- Whether an account takes messages from people who are not its contacts; the server's default
-- where it never chose.
CREATE FUNCTION takes_from_anyone(uuid, by_default boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT CASE chosen #>> '{privacy,whoMayMessage}' WHEN 'anyone' THEN true WHEN 'contacts' THEN false END
       FROM settings WHERE account_id = $1),
    by_default)
$$;
