INSERT INTO attendee (id, name) VALUES (2000, 'from the import file');
