CREATE INDEX CONCURRENTLY attendee_email ON attendee (email);
