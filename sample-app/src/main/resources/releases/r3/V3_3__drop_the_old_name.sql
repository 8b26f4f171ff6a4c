-- Contract: release 2 does not map the column, it looks for it.
ALTER TABLE attendee DROP COLUMN name;
