-- Devices that are signed out elsewhere, and the second factor of signing in.

-- Every node reads, every few seconds, which devices were signed out in the last minutes. A refresh
-- of tokens changes nothing that this index holds.
CREATE INDEX sign_ins_revoked ON sign_ins (revoked_at) WHERE revoked_at IS NOT NULL;
