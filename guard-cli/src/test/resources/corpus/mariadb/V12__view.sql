CREATE VIEW attendees AS SELECT a.id, a.email, c.name FROM attendee a JOIN conference c ON c.id = a.conference_id;
