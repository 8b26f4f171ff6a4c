CREATE SCHEMA other;
SET SCHEMA other;
CREATE TABLE elsewhere (a INT);
