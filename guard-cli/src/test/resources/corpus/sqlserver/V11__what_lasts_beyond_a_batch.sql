SET IDENTITY_INSERT attendee ON
GO
INSERT INTO attendee (id, name) VALUES (1000, N'Chair')
GO
SET IDENTITY_INSERT attendee OFF
GO
SELECT id, name INTO #chairs FROM attendee WHERE id >= 1000
GO
UPDATE attendee SET email = N'chair@example.org' WHERE id IN (SELECT id FROM #chairs)
GO
DROP TABLE #chairs
