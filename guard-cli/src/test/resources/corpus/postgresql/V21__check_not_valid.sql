ALTER TABLE attendee ADD CONSTRAINT email_has_at CHECK (email LIKE '%@%') NOT VALID;
ALTER TABLE attendee VALIDATE CONSTRAINT email_has_at;
