-- People, and the devices on which they are signed in.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Usernames and emails are ASCII; compared and sorted by bytes they are the same on every server,
-- whatever its locale is.
CREATE TABLE accounts (
  id            uuid PRIMARY KEY,
  username      text COLLATE "C" NOT NULL,
  email         text COLLATE "C" NOT NULL,
  -- Of all accounts with an email one holds it; it is the one that the email finds (ADR 13). The
  -- others only say that it is theirs.
  holds_email   boolean NOT NULL DEFAULT true,
  first_name    text NOT NULL,
  last_name     text NOT NULL,
  display_name  text NOT NULL,
  -- The display name without case and accents, made by the server together with it.
  display_key   text COLLATE "C" NOT NULL,
  password_hash text NOT NULL,
  role          text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
  created_at    timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp())
);
CREATE UNIQUE INDEX accounts_username ON accounts (lower(username));
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email)) WHERE holds_email;
-- Search by the beginning of a display name; most are the username still, which has its own index.
CREATE INDEX accounts_display_key ON accounts (display_key, lower(username))
  WHERE display_key <> lower(username);
-- Search by a part, and with typing errors.
CREATE INDEX accounts_search ON accounts
  USING gin (lower(username) gin_trgm_ops, display_key gin_trgm_ops);

-- One signed-in device. Its refresh tokens form a family: only the newest may be used, once.
CREATE TABLE sign_ins (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  family_hash  bytea NOT NULL, -- SHA-256 of the secret that all of its tokens share
  refresh_hash bytea NOT NULL, -- SHA-256 of the newest token
  generation   bigint NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz,
  address      text NOT NULL,
  user_agent   text NOT NULL
) WITH (fillfactor = 80); -- each refresh updates a row in place; no index holds what changes
CREATE INDEX sign_ins_account ON sign_ins (account_id);
