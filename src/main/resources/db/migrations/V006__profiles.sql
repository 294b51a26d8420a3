-- Profiles. The columns have constant defaults, so a table of any size changes at once.
ALTER TABLE accounts
  ADD COLUMN about text NOT NULL DEFAULT '',
  -- Grows with every change of what others see, so that of two copies the newer one is known.
  ADD COLUMN profile_revision bigint NOT NULL DEFAULT 0,
  -- Null until the first change.
  ADD COLUMN profile_changed_at timestamptz;
-- For whoever comes back: which profiles changed in the meantime. Few rows are in it.
CREATE INDEX accounts_profile_changed ON accounts (profile_changed_at)
  WHERE profile_changed_at IS NOT NULL;
