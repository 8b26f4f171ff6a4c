-- The last word is the last name, as AttendeeName.split has it. What release 1 still adds is split in V3_2.
UPDATE attendee
SET first_name = REGEXP_REPLACE(name, ' ?[^ ]*$', ''), last_name = REGEXP_REPLACE(name, '^.* ', '')
WHERE first_name IS NULL;
