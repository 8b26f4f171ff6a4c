-- Raised before anything is taken away. A release 1 that still runs notices at its next schema check and leaves rotation; the release
-- step waits for that (sample.migrate.settle) before it goes on with V3_2.
INSERT INTO guard_schema_floor (floor_version, reason, raised_by)
VALUES ('2.3', 'the attendee''s full name is dropped; release 1 needs it', 'V3.1');
