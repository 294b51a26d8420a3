-- What people chose in their settings.

CREATE TABLE settings (
  account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  -- Only what was chosen, in the contract's form: a default may change for whoever left it alone.
  chosen     jsonb NOT NULL,
  -- Of the last change, in the personal stream; its row's lock is also that of this row.
  position   bigint NOT NULL
);
