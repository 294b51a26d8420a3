-- Profiles. The columns have constant defaults, so a table of any size changes at once.
ALTER TABLE accounts
  ADD COLUMN about text NOT NULL DEFAULT '',
  -- Of the table pictures; null for who has set none.
  ADD COLUMN picture_id uuid,
  -- Grows with every change of what others see, so that of two copies the newer one is known.
  ADD COLUMN profile_revision bigint NOT NULL DEFAULT 0,
  -- Null until the first change.
  ADD COLUMN profile_changed_at timestamptz;
-- For whoever comes back: which profiles changed in the meantime. Few rows are in it.
CREATE INDEX accounts_profile_changed ON accounts (profile_changed_at)
  WHERE profile_changed_at IS NOT NULL;

-- Pictures of people, one row for each size. The id is random: whoever knows it may see the picture.
CREATE TABLE pictures (
  id         uuid NOT NULL,
  size       smallint NOT NULL CHECK (size IN (64, 256, 512)), -- of each side, in pixels
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  bytes      bytea NOT NULL, -- JPEG without metadata
  PRIMARY KEY (id, size)
);
-- It is compressed already.
ALTER TABLE pictures ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX pictures_account ON pictures (account_id);
