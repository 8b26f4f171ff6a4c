CREATE TABLE room (id INT, name NVARCHAR(50));
GO
INSERT INTO room VALUES (1, N'first
second');
