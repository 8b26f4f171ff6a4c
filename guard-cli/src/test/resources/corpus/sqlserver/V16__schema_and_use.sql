CREATE SCHEMA archive;
GO
CREATE TABLE archive.[old "attendee]] x] (id INT, [name] NVARCHAR(100));
GO
USE tempdb;
GO
CREATE TABLE #note (text NVARCHAR(100));
