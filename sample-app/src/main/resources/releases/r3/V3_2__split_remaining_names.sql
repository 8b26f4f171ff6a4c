-- What release 1 added after V2_3.
UPDATE attendee
SET first_name = REGEXP_REPLACE(name, ' ?[^ ]*$', ''), last_name = REGEXP_REPLACE(name, '^.* ', '')
WHERE first_name IS NULL;
