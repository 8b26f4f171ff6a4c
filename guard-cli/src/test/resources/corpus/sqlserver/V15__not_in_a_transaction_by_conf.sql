UPDATE attendee SET email = NULL WHERE email = N'';
GO
CREATE INDEX ix_attendee_email ON attendee (email) WITH (ONLINE = ON);
