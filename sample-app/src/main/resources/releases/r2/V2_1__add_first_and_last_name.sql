-- Expand: release 1 neither reads nor writes these columns, so they must be nullable. NULL means "not split yet".
ALTER TABLE attendee ADD COLUMN first_name VARCHAR(200) NULL;
ALTER TABLE attendee ADD COLUMN last_name VARCHAR(200) NULL;
