-- Who comes, and to what.
CREATE TABLE attendee (
    id INT IDENTITY (1, 1) NOT NULL CONSTRAINT pk_attendee PRIMARY KEY,
    name NVARCHAR(100) NOT NULL,
    email NVARCHAR(200) NULL
);
CREATE TABLE conference (id INT NOT NULL PRIMARY KEY, title NVARCHAR(200) NOT NULL);
GO
CREATE INDEX ix_attendee_name ON attendee (name) INCLUDE (email) WHERE email IS NOT NULL;
