CREATE OR REPLACE VIEW active_attendees AS SELECT id FROM attendee WHERE email <> '${value}';
