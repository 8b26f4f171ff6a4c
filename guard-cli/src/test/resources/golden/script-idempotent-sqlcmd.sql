-- ==== V1__a.sql
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
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'SET ANSI_NULLS ON';
EXEC #guard @sql;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'CREATE PROCEDURE p AS BEGIN TRAN; SELECT ''$' + N'(HOME)''; COMMIT';
EXEC #guard @sql;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'SET IDENTITY_INSERT a ON; INSERT INTO a (id, b) VALUES (1, ''first
' + N'exit
' + N':r file''); SET IDENTITY_INSERT a OFF';
EXEC #guard @sql;
GO
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN
INSERT INTO [dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
SELECT
  CAST(SESSION_CONTEXT(N'guard_rank') AS int), N'1', N'a', N'SQL', N'V1__a.sql', -317631256, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1;
  COMMIT;
  EXEC sp_set_session_context N'guard_ok', 1;
END;
GO

-- ==== V2__b.sql
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
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'SELECT 1 AS a INTO #t
DROP TABLE #t';
EXEC #guard @sql;
GO
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN
INSERT INTO [dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
SELECT
  CAST(SESSION_CONTEXT(N'guard_rank') AS int), N'2', N'b', N'SQL', N'V2__b.sql', 1089508695, SUSER_SNAME(), DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()), 1;
  COMMIT;
  EXEC sp_set_session_context N'guard_ok', 1;
END;
GO

-- ==== V3__c.sql (not in a transaction)
DECLARE @begin datetime2 = SYSDATETIME(), @rank int = (SELECT COALESCE(MAX([installed_rank]), 0) + 1 FROM [dbo].[flyway_schema_history] WHERE [installed_rank] > 0);
EXEC sp_set_session_context N'guard_begin', @begin;
EXEC sp_set_session_context N'guard_rank', @rank;
EXEC sp_set_session_context N'guard_go', 0;
IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 1 AND 3 > CAST(SESSION_CONTEXT(N'guard_baseline') AS int) AND NOT EXISTS (SELECT 1 FROM [dbo].[flyway_schema_history] WHERE [version] = N'3' AND [type] = N'SQL')
BEGIN
  EXEC sp_set_session_context N'guard_ok', 0;
INSERT INTO [dbo].[flyway_schema_history]
  ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by], [execution_time], [success])
SELECT
  @rank, N'3', N'c', N'SQL', N'V3__c.sql', -954930869, SUSER_SNAME(), 0, 0;
  EXEC sp_set_session_context N'guard_go', 1;
END;
GO
DECLARE @sql nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'BACKUP DATABASE shop TO DISK = ''shop.bak''';
EXEC #guard @sql;
GO
IF CAST(SESSION_CONTEXT(N'guard_go') AS int) = 1
BEGIN
UPDATE [dbo].[flyway_schema_history] SET [success] = 1, [execution_time] = DATEDIFF(MILLISECOND, CAST(SESSION_CONTEXT(N'guard_begin') AS datetime2), SYSDATETIME()) WHERE [installed_rank] = CAST(SESSION_CONTEXT(N'guard_rank') AS int);
  EXEC sp_set_session_context N'guard_ok', 1;
END;
GO

IF CAST(SESSION_CONTEXT(N'guard_ok') AS int) = 0
  THROW 50000, N'guard: the script went on after an error, against its instructions', 1;
PRINT N'guard: all migrations of this script are applied';
GO
