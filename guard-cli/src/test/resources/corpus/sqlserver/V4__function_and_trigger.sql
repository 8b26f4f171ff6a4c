CREATE FUNCTION short_name (@name NVARCHAR(100)) RETURNS NVARCHAR(10) AS
BEGIN
    RETURN CASE WHEN LEN(@name) > 10 THEN LEFT(@name, 9) + N'…' ELSE @name END;
END;
GO
CREATE TRIGGER attendee_changed ON attendee AFTER UPDATE AS
BEGIN
    IF UPDATE(name) PRINT 'renamed';
END;
GO
CREATE OR ALTER VIEW attendees AS SELECT id, dbo.short_name(name) AS name FROM attendee;
