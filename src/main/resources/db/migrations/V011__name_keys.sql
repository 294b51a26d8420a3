-- Keys of names are bounded, so that a cursor that holds one is.
UPDATE accounts SET display_key = left(display_key, 100) WHERE length(display_key) > 100;
