ALTER TABLE attendee ADD INDEX attendee_email (email), ALGORITHM=INPLACE, LOCK=NONE;
