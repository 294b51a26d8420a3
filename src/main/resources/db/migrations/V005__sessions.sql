-- Devices that are signed out elsewhere, and the second factor of signing in.

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
