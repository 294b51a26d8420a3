-- Correcting what one signed up with (ADR 17), and who may join (ADR 18).

-- A username that its owner gave up stays theirs for a while, so that nobody takes their place in what was written with it.
CREATE TABLE reserved_usernames (
  username   text COLLATE "C" PRIMARY KEY, -- in lower case
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  until      timestamptz NOT NULL
);
CREATE INDEX reserved_usernames_account ON reserved_usernames (account_id);
CREATE INDEX reserved_usernames_until ON reserved_usernames (until);

-- The email that an account is to have once it is confirmed; at most one for each account.
CREATE TABLE email_changes (
  account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  id         uuid NOT NULL, -- another one for each request, so that the links of earlier ones are worth nothing
  email      text COLLATE "C" NOT NULL,
  expires_at timestamptz NOT NULL
);

-- A confirmed email that an account had before, whose reader may take the account back.
CREATE TABLE email_undos (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  email      text COLLATE "C" NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  until      timestamptz NOT NULL
);
CREATE INDEX email_undos_account ON email_undos (account_id);
CREATE INDEX email_undos_until ON email_undos (until);

-- One row. Every sign-up shares its lock until the account is committed, so that a change holds for all that follow it.
CREATE TABLE sign_up_policy (
  single     boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- Null until an administrator has chosen: the setting accounts.signUp holds.
  mode       text CHECK (mode IN ('open', 'invitation', 'domains', 'closed')),
  domains    text[] NOT NULL DEFAULT '{}',
  changed_at timestamptz
);
INSERT INTO sign_up_policy DEFAULT VALUES;

CREATE TABLE invitations (
  id         uuid PRIMARY KEY,
  made_by    uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  -- Of the one whom it was mailed to; null for a link to hand out, and once it is over.
  email      text COLLATE "C",
  uses       integer NOT NULL DEFAULT 0,
  most_uses  integer NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX invitations_made_at ON invitations (made_at, id);
CREATE INDEX invitations_made_by ON invitations (made_by);
CREATE INDEX invitations_email ON invitations (lower(email)) WHERE email IS NOT NULL;

-- Columns with a constant default: a table of any size changes at once.
ALTER TABLE accounts
  -- Joined by the domain of an email, which is nothing before it is confirmed: no signing in until then.
  ADD COLUMN must_verify boolean NOT NULL DEFAULT false,
  -- Chosen by an administrator, and to be replaced by the owner's own.
  ADD COLUMN password_temporary boolean NOT NULL DEFAULT false;
