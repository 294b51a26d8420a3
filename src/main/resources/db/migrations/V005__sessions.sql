-- Devices that are signed out elsewhere, the second factor of signing in, and leaving for good.

-- Every node reads, every few seconds, which devices were signed out in the last minutes. A refresh
-- of tokens changes nothing that this index holds.
CREATE INDEX sign_ins_revoked ON sign_ins (revoked_at) WHERE revoked_at IS NOT NULL;

-- Who signs in with a code as well. Not enabled before a first code was right.
CREATE TABLE two_factor (
  account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  secret     bytea NOT NULL, -- sealed with a key of the nodes
  enabled_at timestamptz,
  last_step  bigint NOT NULL DEFAULT 0 -- the time step of the last code that was taken: each works once
);

-- Each works once, instead of a code: it is deleted then.
CREATE TABLE recovery_codes (
  account_id uuid NOT NULL REFERENCES two_factor ON DELETE CASCADE,
  hash       bytea NOT NULL, -- SHA-256 of 80 random bits
  PRIMARY KEY (account_id, hash)
);

-- What is left of an account that was deleted has no name: unique indexes pass over it, and so does
-- every search.
ALTER TABLE accounts
  ALTER COLUMN username DROP NOT NULL,
  ALTER COLUMN email DROP NOT NULL,
  ADD COLUMN deleted_at timestamptz,
  ADD CHECK (deleted_at IS NOT NULL OR username IS NOT NULL AND email IS NOT NULL);

-- Whose conversations have yet to learn that the account was deleted, one after the other.
CREATE TABLE departures (
  account_id    uuid PRIMARY KEY REFERENCES accounts,
  messages_too  boolean NOT NULL,
  done_up_to    uuid NOT NULL, -- conversations up to this id have learnt it
  requested_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The last position that changed what is at earlier ones: copies from before it are worth nothing.
ALTER TABLE streams ADD COLUMN rewritten bigint NOT NULL DEFAULT 0;
