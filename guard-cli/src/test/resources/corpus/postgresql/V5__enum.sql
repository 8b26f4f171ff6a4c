CREATE TYPE mood AS ENUM ('sad', 'ok; fine', 'it''s good');
ALTER TABLE attendee ADD COLUMN mood mood;
