-- A request is known by the time of its end, which its link carries; a second click on a used link then finds what it needs in the account.
UPDATE email_changes SET expires_at = date_trunc('milliseconds', expires_at);
ALTER TABLE email_changes DROP COLUMN id;
