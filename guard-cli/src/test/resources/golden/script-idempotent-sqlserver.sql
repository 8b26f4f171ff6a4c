-- All migrations of a build; applies those that the database does not have yet.
-- Made by guard script --idempotent. Run it with
--   sqlcmd -S SERVER -d DATABASE -b -I -f 65001 -i release.sql
-- It stops before it changes anything if the history is not that of this build.
--   V1__attendee.sql
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

-- Flyway's lock, held until the session ends, and a place for the history.
EXEC sp_set_session_context N'guard_ok', 0;
EXEC sp_set_session_context N'guard_go', 0;
IF NOT (N'Ä€' = NCHAR(196) + NCHAR(8364))
  THROW 50000, N'guard: this file is UTF-8; call sqlcmd with -f 65001', 1;
DECLARE @table nvarchar(600) = QUOTENAME(DB_NAME()) + N'.[dbo].[flyway_schema_history]', @hash bigint = 0, @place int = 1, @lock nvarchar(255), @result int;
WHILE @place <= LEN(@table)
BEGIN
  SET @hash = (@hash * 31 + UNICODE(SUBSTRING(@table, @place, 1))) % CAST(4294967296 AS bigint);
  SET @place += 1;
END;
SET @lock = CONCAT(N'Flyway-', CASE WHEN @hash < 2147483648 THEN @hash ELSE @hash - 4294967296 END);
EXEC @result = sp_getapplock @Resource = @lock, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;
IF @result < 0
  THROW 50000, N'guard: another migration is running, nothing was changed', 1;
IF NOT (SCHEMA_ID(N'dbo') IS NOT NULL)
  THROW 50000, N'guard: there is no schema dbo, create it first', 1;
IF NOT (SCHEMA_NAME() = N'dbo')
  THROW 50000, N'guard: this user''s schema is not dbo; make the script with --default-schema', 1;
IF NOT (OBJECT_ID(N'[dbo].[flyway_schema_history]', N'U') IS NOT NULL OR NOT EXISTS (SELECT 1 AS one FROM sys.objects WHERE schema_id = SCHEMA_ID(N'dbo') AND is_ms_shipped = 0 AND parent_object_id = 0
  AND type IN ('FN', 'AF', 'FS', 'FT', 'IF', 'TF', 'P', 'PC', 'U', 'SN', 'SO', 'V') AND LOWER(name) NOT IN ('guard_schema_history', 'guard_schema_floor', 'guard_maintenance', 'guard_instance', 'guard_migration_run')
  UNION ALL SELECT 1 FROM sys.types WHERE is_user_defined = 1 AND schema_id = SCHEMA_ID(N'dbo')
  UNION ALL SELECT 1 FROM sys.assemblies WHERE is_user_defined = 1))
  THROW 50000, N'guard: the schema dbo has objects and no history; run flyway baseline first', 1;
IF OBJECT_ID(N'[dbo].[flyway_schema_history]', N'U') IS NULL
BEGIN
  CREATE TABLE [dbo].[flyway_schema_history] (
    [installed_rank] INT NOT NULL,
    [version] NVARCHAR(50),
    [description] NVARCHAR(200),
    [type] NVARCHAR(20) NOT NULL,
    [script] NVARCHAR(1000) NOT NULL,
    [checksum] INT,
    [installed_by] NVARCHAR(100) NOT NULL,
    [installed_on] DATETIME NOT NULL DEFAULT GETDATE(),
    [execution_time] INT NOT NULL,
    [success] BIT NOT NULL
  );
  ALTER TABLE [dbo].[flyway_schema_history] ADD CONSTRAINT [flyway_schema_history_pk] PRIMARY KEY ([installed_rank]);
  CREATE INDEX [flyway_schema_history_s_idx] ON [dbo].[flyway_schema_history] ([success]);
END;
EXEC sp_set_session_context N'guard_ok', 1;
GO

-- Whether the history is that of this build, as Flyway's validation sees it.
DECLARE @problem nvarchar(2000), @baseline int;
WITH build (place, version, description, checksum) AS (SELECT place, version, description, checksum FROM (VALUES
    (1, N'1', N'attendee', -625429387),
    (2, N'2', N'o''hara', -1743459742),
    (3, N'', N'names', -1092790956)) listed (place, version, description, checksum)),
baselines (place, version) AS (SELECT place, version FROM (VALUES
    (1, N'1'),
    (2, N'2')) listed (place, version))
SELECT @problem = COALESCE(
  (SELECT MIN(CONCAT(N'guard: ', N'the history has a failed migration; call guard migrate again if that applied it, or undo what it left half-done and run flyway repair: ', h.[script])) FROM [dbo].[flyway_schema_history] h WHERE h.[installed_rank] > 0 AND h.[success] = 0),
  (SELECT MIN(CONCAT(N'guard: ', N'the history has a row of a kind that this script does not know: ', h.[script])) FROM [dbo].[flyway_schema_history] h WHERE h.[installed_rank] > 0 AND h.[type] NOT IN (N'SQL', N'BASELINE')),
  (SELECT MIN(CONCAT(N'guard: ', N'the baseline is neither a version of this build nor flyway.baselineVersion: ', h.[script])) FROM [dbo].[flyway_schema_history] h WHERE h.[installed_rank] > 0 AND h.[type] = N'BASELINE' AND NOT EXISTS (SELECT 1 FROM baselines b WHERE h.[version] = b.version COLLATE Latin1_General_BIN2)),
  (SELECT MIN(CONCAT(N'guard: ', h.[script], N' is not of this build: the database is newer, or belongs to another application. Nothing was changed')) FROM [dbo].[flyway_schema_history] h WHERE h.[installed_rank] > 0 AND h.[type] = N'SQL' AND NOT EXISTS (SELECT 1 FROM build b WHERE (h.[version] = b.version COLLATE Latin1_General_BIN2 OR h.[version] IS NULL AND b.version = N'' AND h.[description] = b.description COLLATE Latin1_General_BIN2))),
  (SELECT MIN(CONCAT(N'guard: ', h.[script], N' was changed after it was applied (checksum or description). Nothing was changed')) FROM [dbo].[flyway_schema_history] h WHERE h.[installed_rank] > 0 AND h.[type] = N'SQL' AND EXISTS (SELECT 1 FROM build b WHERE h.[version] = b.version COLLATE Latin1_General_BIN2 AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN [dbo].[flyway_schema_history] h ON h.[version] = b.version COLLATE Latin1_General_BIN2 WHERE h.[type] = N'BASELINE') AND (h.[checksum] <> b.checksum OR NOT h.[description] = b.description COLLATE Latin1_General_BIN2))),
  (SELECT MIN(CONCAT(N'guard: version ', b.version, N' is not applied and a later one is; Flyway needs outOfOrder=true for that. Nothing was changed')) FROM build b WHERE b.version <> N'' AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN [dbo].[flyway_schema_history] h ON h.[version] = b.version COLLATE Latin1_General_BIN2 WHERE h.[type] = N'BASELINE') AND NOT EXISTS (SELECT 1 FROM [dbo].[flyway_schema_history] h WHERE h.[version] = b.version COLLATE Latin1_General_BIN2 AND h.[type] = N'SQL')
    AND EXISTS (SELECT 1 FROM build c INNER JOIN [dbo].[flyway_schema_history] h ON h.[version] = c.version COLLATE Latin1_General_BIN2 WHERE c.place > b.place AND h.[type] = N'SQL')));
WITH build (place, version, description, checksum) AS (SELECT place, version, description, checksum FROM (VALUES
    (1, N'1', N'attendee', -625429387),
    (2, N'2', N'o''hara', -1743459742),
    (3, N'', N'names', -1092790956)) listed (place, version, description, checksum)),
baselines (place, version) AS (SELECT place, version FROM (VALUES
    (1, N'1'),
    (2, N'2')) listed (place, version))
SELECT @baseline = (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN [dbo].[flyway_schema_history] h ON h.[version] = b.version COLLATE Latin1_General_BIN2 WHERE h.[type] = N'BASELINE');
EXEC sp_set_session_context N'guard_baseline', @baseline;
IF @problem IS NOT NULL
BEGIN
  EXEC sp_set_session_context N'guard_ok', 0;
  THROW 50000, @problem, 1;
END;
GO

-- Executes a batch if the migration has to be applied; after an error nothing is executed any more.
CREATE PROCEDURE #guard @sql nvarchar(max) AS
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN TRY
  EXEC (@sql);
END TRY
BEGIN CATCH
  IF @@TRANCOUNT > 0 ROLLBACK;
  EXEC sp_set_session_context N'guard_go', 0;
  THROW;
END CATCH;
GO

-- ==== V1__attendee.sql
DECLARE @begin datetime2 = SYSDATETIME(), @rank int = (SELECT COALESCE(MAX([installed_rank]), 0) + 1 FROM [dbo].[flyway_schema_history] WHERE [installed_rank] > 0);
EXEC sp_set_session_context N'guard_begin', @begin;
EXEC sp_set_session_context N'guard_rank', @rank;
EXEC sp_set_session_context N'guard_go', 0;
IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 1 AND 1 > CAST(SESSION_CONTEXT(N'guard_baseline') AS int) AND NOT EXISTS (SELECT 1 FROM [dbo].[flyway_schema_history] WHERE [version] = N'1' AND [type] = N'SQL')
BEGIN
  EXEC sp_set_session_context N'guard_ok', 0;
  BEGIN TRANSACTION;
  EXEC sp_set_session_context N'guard_go', 1;
END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'-- Who comes.
CREATE TABLE attendee (id INT, name VARCHAR(100));';
EXEC #guard @sql;
GO
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN
INSERT INTO [dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
SELECT
  CAST(SESSION_CONTEXT(N'guard_rank') AS int), N'1', N'attendee', N'SQL', N'V1__attendee.sql', -625429387, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1;
  COMMIT;
  EXEC sp_set_session_context N'guard_ok', 1;
END;
GO

-- ==== V2__o'hara.sql
DECLARE @begin datetime2 = SYSDATETIME(), @rank int = (SELECT COALESCE(MAX([installed_rank]), 0) + 1 FROM [dbo].[flyway_schema_history] WHERE [installed_rank] > 0);
EXEC sp_set_session_context N'guard_begin', @begin;
EXEC sp_set_session_context N'guard_rank', @rank;
EXEC sp_set_session_context N'guard_go', 0;
IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 1 AND 2 > CAST(SESSION_CONTEXT(N'guard_baseline') AS int) AND NOT EXISTS (SELECT 1 FROM [dbo].[flyway_schema_history] WHERE [version] = N'2' AND [type] = N'SQL')
BEGIN
  EXEC sp_set_session_context N'guard_ok', 0;
  BEGIN TRANSACTION;
  EXEC sp_set_session_context N'guard_go', 1;
END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'INSERT INTO attendee VALUES (1, ''O''''Hara; Jr.'');';
EXEC #guard @sql;
GO
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN
INSERT INTO [dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
SELECT
  CAST(SESSION_CONTEXT(N'guard_rank') AS int), N'2', N'o''hara', N'SQL', N'V2__o''hara.sql', -1743459742, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1;
  COMMIT;
  EXEC sp_set_session_context N'guard_ok', 1;
END;
GO

-- ==== R__names.sql
DECLARE @begin datetime2 = SYSDATETIME(), @rank int = (SELECT COALESCE(MAX([installed_rank]), 0) + 1 FROM [dbo].[flyway_schema_history] WHERE [installed_rank] > 0);
EXEC sp_set_session_context N'guard_begin', @begin;
EXEC sp_set_session_context N'guard_rank', @rank;
EXEC sp_set_session_context N'guard_go', 0;
IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 1 AND NOT EXISTS (SELECT 1 FROM [dbo].[flyway_schema_history] WHERE [version] IS NULL AND [description] = N'names' AND [checksum] = -1092790956 AND [installed_rank] = (SELECT MAX([installed_rank]) FROM [dbo].[flyway_schema_history] WHERE [version] IS NULL AND [description] = N'names'))
BEGIN
  EXEC sp_set_session_context N'guard_ok', 0;
  BEGIN TRANSACTION;
  EXEC sp_set_session_context N'guard_go', 1;
END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'CREATE OR ALTER VIEW names AS SELECT name FROM attendee;';
EXEC #guard @sql;
GO
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN
INSERT INTO [dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
SELECT
  CAST(SESSION_CONTEXT(N'guard_rank') AS int), NULL, N'names', N'SQL', N'R__names.sql', -1092790956, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1;
  COMMIT;
  EXEC sp_set_session_context N'guard_ok', 1;
END;
GO

IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 0
  THROW 50000, N'guard: the script went on after an error, against its instructions', 1;
PRINT N'guard: all migrations of this script are applied';
GO
