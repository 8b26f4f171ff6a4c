SET foreign_key_checks = 0;
INSERT INTO attendee (id, conference_id, email) VALUES (1, 99, 'A@B');
