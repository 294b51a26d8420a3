-- People, and the devices on which they are signed in.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE accounts (
  id            uuid PRIMARY KEY,
  username      text NOT NULL,
  email         text NOT NULL,
  first_name    text NOT NULL,
  last_name     text NOT NULL,
  display_name  text NOT NULL,
  password_hash text NOT NULL,
  role          text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
  created_at    timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp())
);
CREATE UNIQUE INDEX accounts_username ON accounts (lower(username));
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));
-- Search by beginning, by part and with typing errors.
CREATE INDEX accounts_search ON accounts
  USING gin (lower(username) gin_trgm_ops, lower(display_name) gin_trgm_ops);

-- One signed-in device. Its refresh tokens form a family: only the newest may be used, once.
CREATE TABLE sign_ins (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  refresh_hash bytea NOT NULL,
  generation   bigint NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz,
  address      text NOT NULL,
  user_agent   text NOT NULL
);
CREATE INDEX sign_ins_account ON sign_ins (account_id);
