-- Release 2 inserts without the old column, which it must not map, and fills it in the same transaction.
ALTER TABLE attendee ALTER COLUMN name SET DEFAULT '';
