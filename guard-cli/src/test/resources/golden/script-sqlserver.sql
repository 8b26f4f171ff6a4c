-- Pending migrations of jdbc:sqlserver://db, history table [shop].[dbo].[flyway_schema_history].
-- Made by guard script. Run it with
--   sqlcmd -S SERVER -d shop -b -I -f 65001 -i release.sql
-- It stops before it changes anything if the database is not in the state that it was made for.
--   V2__o'hara.sql
--   R__names.sql

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
EXEC @result = sp_getapplock @Resource = N'Flyway-83011478', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;
IF NOT (@result >= 0)
  THROW 50000, N'guard: another migration is running, nothing was changed', 1;
IF NOT (EXISTS (SELECT 1 FROM [shop].[dbo].[flyway_schema_history] HAVING COUNT(*) = 1 AND COALESCE(MAX([installed_rank]), 0) = 1 AND COALESCE(SUM(CASE WHEN [success] = 1 THEN 1 ELSE 0 END), 0) = 1 AND COALESCE(SUM(CAST([checksum] AS bigint)), 0) = -625429387))
  THROW 50000, N'guard: not the state that this script was made for; nothing was changed, make a new one', 1;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== V2__o'hara.sql
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
INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');
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
  (2, N'2', N'o''hara', N'SQL', N'V2__o''hara.sql', -1743459742, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- ==== R__names.sql
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
CREATE OR ALTER VIEW names AS SELECT name FROM attendee;
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
  (3, NULL, N'names', N'SQL', N'R__names.sql', -1092790956, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1);
COMMIT;
EXEC sp_set_session_context N'guard_ok', 1;
GO

SET NOEXEC OFF;
IF @@TRANCOUNT > 0 ROLLBACK;
IF COALESCE(CAST(SESSION_CONTEXT(N'guard_ok') AS int), 0) = 0
  THROW 50000, N'guard: the script went on after an error, against its instructions', 1;
PRINT N'guard: all migrations of this script are applied';
GO
