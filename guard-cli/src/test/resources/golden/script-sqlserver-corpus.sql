-- Pending migrations of jdbc:sqlserver://db, history table [shop].[dbo].[flyway_schema_history].
-- Made by guard script. Run it with
--   sqlcmd -S SERVER -d shop -b -I -f 65001 -i release.sql
-- It stops before it changes anything if the database is not in the state that it was made for.
--   V1__tables.sql
--   V2__comments_with_quotes.sql
--   V3__options_and_procedure.sql
--   V4__function_and_trigger.sql
--   V5__unicode.sql
--   V6__windows_line_ends.sql
--   V7__bom.sql
--   V8__placeholders.sql
--   V9__merge.sql
--   V10__transaction_of_its_own.sql
--   V11__what_lasts_beyond_a_batch.sql
--   V12__what_sqlcmd_would_take.sql
--   V13__full_text.sql
--   V14__database.sql
--   V15__not_in_a_transaction_by_conf.sql
--   V16__schema_and_use.sql
--   V17__last_comment.sql
--   V18__o'hara_%_[x].sql
--   R__room_names.sql

:on error exit
SET ANSI_NULLS ON;
SET ANSI_PADDING ON;
SET ANSI_WARNINGS ON;
SET ARITHABORT ON;
SET CONCAT_NULL_YIELDS_NULL ON;
SET QUOTED_IDENTIFIER ON;
SET NUMERIC_ROUNDABORT OFF;
SET IMPLICIT_TRANSACTIONS OFF;
SET XACT_ABORT ON;
SET NOCOUNT ON;
GO

-- Flyway's lock, held until the session ends, and the state that this script was made for.
EXEC sp_set_session_context N'guard_ok', 0;
IF NOT (@@OPTIONS & 16384 <> 0)
  THROW 50000, N'guard: this file is for sqlcmd, nothing was changed', 1;
IF NOT (N'Ä€' = NCHAR(196) + NCHAR(8364))
  THROW 50000, N'guard: this file is UTF-8; call sqlcmd with -f 65001', 1;
IF NOT (DB_NAME() = N'shop')
  THROW 50000, N'guard: this script is for the database shop; name it with -d, nothing was changed', 1;
IF NOT (SCHEMA_NAME() = N'dbo')
  THROW 50000, N'guard: this user''s schema is not dbo, as it was for the user who made this script', 1;
DECLARE @result int;
EXEC @result = sp_getapplock @Resource = N'Flyway--42', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;
IF NOT (@result >= 0)
  THROW 50000, N'guard: another migration is running, nothing was changed', 1;
IF NOT (OBJECT_ID(N'[shop].[dbo].[flyway_schema_history]') IS NULL)
  THROW 50000, N'guard: not the state that this script was made for; nothing was changed, make a new one', 1;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- Flyway's history table.
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE TABLE [shop].[dbo].[flyway_schema_history] (…)
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V1__tables.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
-- Who comes, and to what.
CREATE TABLE attendee (
    id INT IDENTITY (1, 1) NOT NULL CONSTRAINT pk_attendee PRIMARY KEY,
    name NVARCHAR(100) NOT NULL,
    email NVARCHAR(200) NULL
);
CREATE TABLE conference (id INT NOT NULL PRIMARY KEY, title NVARCHAR(200) NOT NULL);
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE INDEX ix_attendee_name ON attendee (name) INCLUDE (email) WHERE email IS NOT NULL;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (1, N'1', N'tables', N'SQL', N'V1__tables.sql', 786407252, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V2__comments_with_quotes.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
-- it's not a text; GO on
/* nor 'this,
   over two lines; and "that" [too */
INSERT INTO conference (id, title) VALUES (1, N'It''s on; GO'); -- don't stop
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
/* a comment alone at the begin */ INSERT INTO conference (id, title) VALUES (2, N'-- no comment /* none */');
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (2, N'2', N'comments with quotes', N'SQL', N'V2__comments_with_quotes.sql', 1135083562, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V3__options_and_procedure.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET ANSI_NULLS ON
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET QUOTED_IDENTIFIER ON
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE PROCEDURE rename_attendee @id INT, @name NVARCHAR(100) AS
BEGIN
    SET NOCOUNT ON;
    BEGIN TRY
        BEGIN TRANSACTION;
        UPDATE attendee SET name = @name WHERE id = @id;
        COMMIT;
    END TRY
    BEGIN CATCH
        IF @@TRANCOUNT > 0 ROLLBACK;
        THROW;
    END CATCH;
END
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
GRANT EXECUTE ON rename_attendee TO public
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (3, N'3', N'options and procedure', N'SQL', N'V3__options_and_procedure.sql', -954215898, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V4__function_and_trigger.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE FUNCTION short_name (@name NVARCHAR(100)) RETURNS NVARCHAR(10) AS
BEGIN
    RETURN CASE WHEN LEN(@name) > 10 THEN LEFT(@name, 9) + N'…' ELSE @name END;
END;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE TRIGGER attendee_changed ON attendee AFTER UPDATE AS
BEGIN
    IF UPDATE(name) PRINT 'renamed';
END;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE OR ALTER VIEW attendees AS SELECT id, dbo.short_name(name) AS name FROM attendee;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (4, N'4', N'function and trigger', N'SQL', N'V4__function_and_trigger.sql', 969862076, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V5__unicode.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
INSERT INTO attendee (name) VALUES (N'Jürgen „Jürg“ Müller'), (N'山田太郎'), (N'🎉');
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (5, N'5', N'unicode', N'SQL', N'V5__unicode.sql', -1232682838, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V6__windows_line_ends.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE TABLE room (id INT, name NVARCHAR(50));
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
INSERT INTO room VALUES (1, N'first
second');
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (6, N'6', N'windows line ends', N'SQL', N'V6__windows_line_ends.sql', -1512795114, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V7__bom.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
INSERT INTO room VALUES (2, N'behind a mark');
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (7, N'7', N'bom', N'SQL', N'V7__bom.sql', -845511596, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V8__placeholders.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
INSERT INTO room VALUES (3, N'placed a value');
INSERT INTO room VALUES (4, N'dbo.flyway_schema_history');
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (8, N'8', N'placeholders', N'SQL', N'V8__placeholders.sql', 1436220371, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V9__merge.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
MERGE INTO room AS target
USING (VALUES (1, N'Aula'), (5, N'Foyer')) AS source (id, name) ON target.id = source.id
WHEN MATCHED THEN UPDATE SET name = source.name
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (source.id, source.name)
OUTPUT $action, inserted.id;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (9, N'9', N'merge', N'SQL', N'V9__merge.sql', -515945703, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V10__transaction_of_its_own.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
BEGIN TRY
    BEGIN TRANSACTION;
    UPDATE room SET name = UPPER(name);
    COMMIT TRANSACTION;
END TRY
BEGIN CATCH
    IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
    THROW;
END CATCH
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (10, N'10', N'transaction of its own', N'SQL', N'V10__transaction_of_its_own.sql', -2035193246, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V11__what_lasts_beyond_a_batch.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET IDENTITY_INSERT attendee ON
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
INSERT INTO attendee (id, name) VALUES (1000, N'Chair')
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET IDENTITY_INSERT attendee OFF
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SELECT id, name INTO #chairs FROM attendee WHERE id >= 1000
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
UPDATE attendee SET email = N'chair@example.org' WHERE id IN (SELECT id FROM #chairs)
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
DROP TABLE #chairs
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (11, N'11', N'what lasts beyond a batch', N'SQL', N'V11__what_lasts_beyond_a_batch.sql', 1040563993, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V12__what_sqlcmd_would_take.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'INSERT INTO room VALUES (6, N''$' + N'(HOME) and
' + N'exit
' + N':r other.sql
' + N'  GO
' + N'!!dir'');';
EXEC (@sql);
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'-- ends with a backslash, and the next line is no part of it: C:\' + N'
-- :setvar x y
INSERT INTO room VALUES (7, N''$ (not) a variable, and $action, costs 5$' + N'(USD)'');';
EXEC (@sql);
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'CREATE PROCEDURE costs AS
/*
' + N':setvar x y
*/
SELECT N''$' + N'(price)'' AS price;';
EXEC (@sql);
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (12, N'12', N'what sqlcmd would take', N'SQL', N'V12__what_sqlcmd_would_take.sql', 282868015, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V13__full_text.sql (not in a transaction)
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (13, N'13', N'full text', N'SQL', N'V13__full_text.sql', -1830392152, SUSER_SNAME(), 0, 0);
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE FULLTEXT CATALOG names AS DEFAULT;
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE FULLTEXT INDEX ON attendee (name) KEY INDEX pk_attendee;
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 0 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
UPDATE [shop].[dbo].[flyway_schema_history] SET [success] = 1, [execution_time] = DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()) WHERE [installed_rank] = 13;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V14__database.sql (not in a transaction)
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (14, N'14', N'database', N'SQL', N'V14__database.sql', -1741393346, SUSER_SNAME(), 0, 0);
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 0 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
UPDATE [shop].[dbo].[flyway_schema_history] SET [success] = 1, [execution_time] = DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()) WHERE [installed_rank] = 14;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V15__not_in_a_transaction_by_conf.sql (not in a transaction)
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (15, N'15', N'not in a transaction by conf', N'SQL', N'V15__not_in_a_transaction_by_conf.sql', -357888310, SUSER_SNAME(), 0, 0);
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
UPDATE attendee SET email = NULL WHERE email = N'';
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE INDEX ix_attendee_email ON attendee (email) WITH (ONLINE = ON);
GO
IF @@ERROR <> 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 0 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
UPDATE [shop].[dbo].[flyway_schema_history] SET [success] = 1, [execution_time] = DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()) WHERE [installed_rank] = 15;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V16__schema_and_use.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE SCHEMA archive;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE TABLE archive.[old "attendee]] x] (id INT, [name] NVARCHAR(100));
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
USE tempdb;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE TABLE #note (text NVARCHAR(100));
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (16, N'16', N'schema and use', N'SQL', N'V16__schema_and_use.sql', 693873049, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V17__last_comment.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE SEQUENCE numbers AS BIGINT START WITH 1;
-- nothing behind this
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (17, N'17', N'last comment', N'SQL', N'V17__last_comment.sql', 1828360273, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V18__o'hara_%_[x].sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
INSERT INTO room VALUES (8, N'100 %');
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (18, N'18', N'o''hara % [x]', N'SQL', N'V18__o''hara_%_[x].sql', -1760237915, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== R__room_names.sql
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0 SET NOEXEC ON;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
EXEC sp_set_session_context N'guard_ok', 0;
DECLARE @started datetime2 = SYSDATETIME();
EXEC sp_set_session_context N'guard_begin', @started;
USE [shop];
SET ANSI_NULLS ON;
BEGIN TRANSACTION;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
CREATE OR ALTER VIEW room_names AS SELECT name FROM room;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 BEGIN RAISERROR(N'guard: the batch above failed, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
IF @@TRANCOUNT <> 1 BEGIN RAISERROR(N'guard: a transaction is left open, nothing more is executed', 16, 1); SET NOEXEC ON; END;
GO
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;
INSERT INTO [shop].[dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
VALUES
  (19, NULL, N'room names', N'SQL', N'R__room_names.sql', 2126922276, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

SET NOEXEC OFF;
IF @@TRANCOUNT > 0 ROLLBACK;
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0
  THROW 50000, N'guard: the script went on after an error, against its instructions', 1;
PRINT N'guard: all migrations of this script are applied';
GO
