CREATE OR REPLACE VIEW active_attendees AS SELECT * FROM attendee WHERE email <> '${value}';
