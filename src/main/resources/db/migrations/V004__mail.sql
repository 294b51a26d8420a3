-- Mails that are to be sent, and whether an account's email is known to be its owner's. A mail is
-- written in the transaction that wants it, so a mail server that is away loses nothing.
CREATE TABLE mails (
  id         uuid PRIMARY KEY,
  account_id uuid REFERENCES accounts ON DELETE CASCADE,
  -- Whose mail it is: another account's when somebody signed up with its email.
  reader_id  uuid REFERENCES accounts ON DELETE CASCADE,
  template   text NOT NULL,
  language   text NOT NULL,
  -- To whom, and what the template is filled in with (JSON, it may hold a link that is as good as a
  -- password): both are gone as soon as the mail is sent or given up.
  recipient  text,
  parameters text,
  -- nobody: asked for by somebody without an account; only to take the same time as any other.
  state      text NOT NULL CHECK (state IN ('waiting', 'sent', 'shown', 'failed', 'nobody')),
  attempts   integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Not before. Whoever takes a mail moves it on, so that a node that dies with it loses nothing.
  due_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When it is of no use any more.
  until      timestamptz NOT NULL
);
CREATE INDEX mails_waiting ON mails (due_at) WHERE state = 'waiting';
CREATE INDEX mails_account ON mails (account_id, created_at);
CREATE INDEX mails_reader ON mails (reader_id);
CREATE INDEX mails_created ON mails (created_at);

-- On a large table: columns without a default, or with a constant one, are added in no time; the
-- check reads every row once.
ALTER TABLE accounts
  ADD COLUMN email_verified_at timestamptz CHECK (email_verified_at IS NULL OR holds_email),
  -- Grows with each new password, so that a sign-in with the one before cannot outlive it.
  ADD COLUMN password_version integer NOT NULL DEFAULT 0;
