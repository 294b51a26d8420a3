-- Search for people by first and last name too, and by any word of a name (ADR 9).
ALTER TABLE accounts ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '';

-- The program writes keys without accents; these keep them until the name changes.
UPDATE accounts SET name_key = lower(left(first_name || ' ' || last_name, 100))
 WHERE deleted_at IS NULL;

-- Whole names and the words of them. A name in a script without spaces is found from each of its
-- characters on, since trigrams do not find one or two characters.
CREATE TABLE account_names (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  key        text COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, key)
);

CREATE FUNCTION account_name_keys(display_key text, name_key text, first_name text, last_name text)
RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT key
    FROM (SELECT $1 AS key
          UNION ALL SELECT $2
          UNION ALL SELECT unnest(string_to_array($1 || ' ' || $2, ' '))
          UNION ALL
          SELECT substr(word, start)
            FROM unnest(string_to_array(
                   $1 || ' ' || $2 || ' ' || left($4 || $3, 100) || ' ' || left($3 || $4, 100), ' ')) AS word,
                 generate_series(1, least(length(word), 20)) AS start
           WHERE $1 || $2 ~ '[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]'
             AND word ~ '[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]') AS keys
   WHERE key <> ''
$$;

INSERT INTO account_names (account_id, key)
SELECT id, key FROM accounts, account_name_keys(display_key, name_key, first_name, last_name) AS key;

CREATE INDEX account_names_key ON account_names (key, account_id);

CREATE FUNCTION name_new_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_names (account_id, key)
  SELECT id, key FROM fresh, account_name_keys(display_key, name_key, first_name, last_name) AS key;
  RETURN NULL;
END $$;

CREATE TRIGGER accounts_named AFTER INSERT ON accounts
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION name_new_accounts();

CREATE FUNCTION name_account_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM account_names WHERE account_id = NEW.id;
  INSERT INTO account_names (account_id, key)
  SELECT NEW.id, key
    FROM account_name_keys(NEW.display_key, NEW.name_key, NEW.first_name, NEW.last_name) AS key;
  RETURN NULL;
END $$;

CREATE TRIGGER accounts_renamed AFTER UPDATE OF display_key, name_key ON accounts
  FOR EACH ROW WHEN ((OLD.display_key, OLD.name_key) IS DISTINCT FROM (NEW.display_key, NEW.name_key))
  EXECUTE FUNCTION name_account_again();

DROP INDEX accounts_search;
CREATE INDEX accounts_search ON accounts
  USING gin ((lower(username) || ' ' || display_key || ' ' || name_key) gin_trgm_ops);
