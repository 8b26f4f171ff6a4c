ALTER TABLE attendee ADD COLUMN mood ENUM('sad', 'ok; fine', 'it''s good');
