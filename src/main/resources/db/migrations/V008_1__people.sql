-- Search for people among very many (ADR 9): username and display name are one text in the index of
-- trigrams, so that a search reads it once. Writes to accounts wait while it is built: about 20 s
-- for a million.
DROP INDEX accounts_search;
CREATE INDEX accounts_search ON accounts
  USING gin ((lower(username) || ' ' || display_key) gin_trgm_ops);
