-- A refresh token stays good until its successor was used, for a minute at most (ADR 14): an answer
-- that was lost can be asked for again, at any node. Columns without a default, or with a constant
-- one, are added in no time.
ALTER TABLE sign_ins
  ADD COLUMN previous_hash  bytea, -- SHA-256 of the token before the newest; null for the first
  ADD COLUMN successor_salt bytea, -- 128 random bits, from which the newest follows the one before
  ADD COLUMN successor_used boolean NOT NULL DEFAULT false,
  ADD COLUMN rotated_at     timestamptz;
