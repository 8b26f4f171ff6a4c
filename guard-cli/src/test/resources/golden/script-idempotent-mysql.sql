-- All migrations of a build; applies those that the database does not have yet.
-- Made by guard script --idempotent. Run it with
--   mariadb --batch -D DATABASE < release.sql  (or mysql; not with --force, not by the command source)
-- It stops before it changes anything if the history is not that of this build.
--   V1__attendee.sql
--   V2__o'hara.sql
--   R__names.sql

SET NAMES utf8mb4;
SET @guard_ok = TRUE, @guard_problem = NULL, @guard_go = FALSE;

-- Flyway's lock, held until the session ends, and a place for the history.
SET @guard_problem = IF(COALESCE(VERSION() NOT LIKE '%MariaDB%' AND SUBSTRING_INDEX(VERSION(), '.', 1) * 10000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) * 100 + SUBSTRING_INDEX(SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '-', 1), '.', 3), '.', -1) >= 80000, FALSE), NULL,
  'guard: MySQL 8.0 or later is needed');
SET @guard_ok = @guard_ok AND @guard_problem IS NULL;
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET @guard_problem = IF(COALESCE(@@GLOBAL.sql_mode NOT LIKE '%NO_BACKSLASH_ESCAPES%', FALSE), NULL,
  'guard: the server''s sql_mode has NO_BACKSLASH_ESCAPES, by which this script cannot be read');
SET @guard_ok = @guard_ok AND @guard_problem IS NULL;
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET @guard_problem = IF(COALESCE(DATABASE() IS NOT NULL, FALSE), NULL,
  'guard: no database is named; use -D');
SET @guard_ok = @guard_ok AND @guard_problem IS NULL;
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET @guard_use = CONCAT('USE `', REPLACE(DATABASE(), '`', '``'), '`');
SET @guard_table = CONCAT('`', REPLACE(DATABASE(), '`', '``'), '`.', '`flyway_schema_history`');
SET @guard_lock = (WITH RECURSIVE hash (place, value) AS (SELECT 0, CAST(0 AS UNSIGNED) UNION ALL SELECT place + 1,
  (value * 31 + CONV(HEX(CONVERT(SUBSTRING(@guard_table, place + 1, 1) USING ucs2)), 16, 10)) & 4294967295
  FROM hash WHERE place < CHAR_LENGTH(@guard_table))
  SELECT CONCAT('Flyway-', IF(value < 2147483648, value, CAST(value AS SIGNED) - 4294967296))
  FROM hash ORDER BY place DESC LIMIT 1);
SET @guard_problem = IF(COALESCE(GET_LOCK(@guard_lock, 0) = 1, FALSE), NULL,
  'guard: another migration is running, nothing was changed');
SET @guard_ok = @guard_ok AND @guard_problem IS NULL;
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET @guard_problem = IF(COALESCE(EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'flyway_schema_history')
  OR NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE()
  AND LOWER(table_name) NOT IN ('guard_schema_history', 'guard_schema_floor', 'guard_maintenance', 'guard_instance', 'guard_migration_run')
  UNION ALL SELECT 1 FROM information_schema.routines WHERE routine_schema = DATABASE()
  UNION ALL SELECT 1 FROM information_schema.events WHERE event_schema = DATABASE()), FALSE), NULL,
  'guard: the database has objects and no history; run flyway baseline first');
SET @guard_ok = @guard_ok AND @guard_problem IS NULL;
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET sql_mode = CONCAT_WS(',', NULLIF(@@GLOBAL.sql_mode, ''), 'STRICT_TRANS_TABLES');
SET @guard_go = @guard_ok;
SET @guard_sql = IF(@guard_go, 'CREATE TABLE IF NOT EXISTS `flyway_schema_history` (
    `installed_rank` INT NOT NULL,
    `version` VARCHAR(50),
    `description` VARCHAR(200) NOT NULL,
    `type` VARCHAR(20) NOT NULL,
    `script` VARCHAR(1000) NOT NULL,
    `checksum` INT,
    `installed_by` VARCHAR(100) NOT NULL,
    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    `execution_time` INT NOT NULL,
    `success` BOOL NOT NULL,
    CONSTRAINT `flyway_schema_history_pk` PRIMARY KEY (`installed_rank`),
    KEY `flyway_schema_history_s_idx` (`success`)
)', 'DO 0');
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET @guard_ok = @guard_go;

-- Whether the history is that of this build, as Flyway's validation sees it.
SET @guard_problem = (
WITH build (place, version, description, checksum) AS (
    SELECT 1, '1', 'attendee', -625429387 UNION ALL
    SELECT 2, '2', 'o''hara', -1743459742 UNION ALL
    SELECT 3, '', 'names', 1846672659),
baselines (place, version) AS (
    SELECT 1, '1' UNION ALL
    SELECT 2, '2')
SELECT COALESCE(
  (SELECT MIN(CONCAT('guard: ', 'the history has a failed migration; call guard migrate again if that applied it, or undo what it left half-done and run flyway repair: ', h.`script`)) FROM `flyway_schema_history` h WHERE h.`installed_rank` > 0 AND h.`success` = FALSE),
  (SELECT MIN(CONCAT('guard: ', 'the history has a row of a kind that this script does not know: ', h.`script`)) FROM `flyway_schema_history` h WHERE h.`installed_rank` > 0 AND h.`type` NOT IN ('SQL', 'BASELINE')),
  (SELECT MIN(CONCAT('guard: ', 'the baseline is neither a version of this build nor flyway.baselineVersion: ', h.`script`)) FROM `flyway_schema_history` h WHERE h.`installed_rank` > 0 AND h.`type` = 'BASELINE' AND NOT EXISTS (SELECT 1 FROM baselines b WHERE h.`version` = b.version COLLATE utf8mb4_bin)),
  (SELECT MIN(CONCAT('guard: ', h.`script`, ' is not of this build: the database is newer, or belongs to another application. Nothing was changed')) FROM `flyway_schema_history` h WHERE h.`installed_rank` > 0 AND h.`type` = 'SQL' AND NOT EXISTS (SELECT 1 FROM build b WHERE (h.`version` = b.version COLLATE utf8mb4_bin OR h.`version` IS NULL AND b.version = '' AND h.`description` = b.description COLLATE utf8mb4_bin))),
  (SELECT MIN(CONCAT('guard: ', h.`script`, ' was changed after it was applied (checksum or description). Nothing was changed')) FROM `flyway_schema_history` h WHERE h.`installed_rank` > 0 AND h.`type` = 'SQL' AND EXISTS (SELECT 1 FROM build b WHERE h.`version` = b.version COLLATE utf8mb4_bin AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN `flyway_schema_history` h ON h.`version` = b.version COLLATE utf8mb4_bin WHERE h.`type` = 'BASELINE') AND (h.`checksum` <> b.checksum OR NOT h.`description` = b.description COLLATE utf8mb4_bin))),
  (SELECT MIN(CONCAT('guard: version ', b.version, ' is not applied and a later one is; Flyway needs outOfOrder=true for that. Nothing was changed')) FROM build b WHERE b.version <> '' AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN `flyway_schema_history` h ON h.`version` = b.version COLLATE utf8mb4_bin WHERE h.`type` = 'BASELINE') AND NOT EXISTS (SELECT 1 FROM `flyway_schema_history` h WHERE h.`version` = b.version COLLATE utf8mb4_bin AND h.`type` = 'SQL')
    AND EXISTS (SELECT 1 FROM build c INNER JOIN `flyway_schema_history` h ON h.`version` = c.version COLLATE utf8mb4_bin WHERE c.place > b.place AND h.`type` = 'SQL'))));
SET @guard_ok = @guard_ok AND @@error_count = 0 AND @guard_problem IS NULL;
SET @guard_problem = LEFT(@guard_problem, 500);
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SET @guard_baseline = (
WITH build (place, version, description, checksum) AS (
    SELECT 1, '1', 'attendee', -625429387 UNION ALL
    SELECT 2, '2', 'o''hara', -1743459742 UNION ALL
    SELECT 3, '', 'names', 1846672659),
baselines (place, version) AS (
    SELECT 1, '1' UNION ALL
    SELECT 2, '2')
SELECT (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN `flyway_schema_history` h ON h.`version` = b.version COLLATE utf8mb4_bin WHERE h.`type` = 'BASELINE'));

SET @guard_go = @guard_ok;
SET @guard_ok = @guard_go,
  @guard_foreign_key_checks = @@foreign_key_checks, @guard_sql_safe_updates = @@sql_safe_updates;
SET autocommit = 0;

-- ==== V1__attendee.sql
SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;
SET @guard_begin = SYSDATE(6), @guard_rank = (SELECT COALESCE(MAX(`installed_rank`), 0) + 1 FROM `flyway_schema_history` WHERE `installed_rank` > 0);
SET @guard_pending = @guard_ok AND 1 > @guard_baseline AND NOT EXISTS (SELECT 1 FROM `flyway_schema_history` WHERE `version` = '1' AND `type` = 'SQL');
INSERT INTO `flyway_schema_history`
  (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`)
SELECT
  @guard_rank, '1', 'attendee', 'SQL', 'V1__attendee.sql', -625429387, SUBSTRING_INDEX(USER(), '@', 1), 0, FALSE
  FROM DUAL WHERE @guard_pending;
SET @guard_go = @guard_pending AND @@error_count = 0;
COMMIT;

SET @guard_sql = IF(@guard_go, '-- Who comes.
CREATE TABLE attendee (id INT, name VARCHAR(100))', 'DO 0');
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;

SET @guard_go = @guard_go AND @@error_count = 0;
UPDATE `flyway_schema_history` SET `success` = TRUE, `execution_time` = TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000 WHERE `installed_rank` = @guard_rank AND @guard_go;
SET @guard_go = @guard_go AND @@error_count = 0;
COMMIT;
SET @guard_ok = @guard_ok AND @guard_go = @guard_pending;

-- ==== V2__o'hara.sql
SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;
SET @guard_begin = SYSDATE(6), @guard_rank = (SELECT COALESCE(MAX(`installed_rank`), 0) + 1 FROM `flyway_schema_history` WHERE `installed_rank` > 0);
SET @guard_pending = @guard_ok AND 2 > @guard_baseline AND NOT EXISTS (SELECT 1 FROM `flyway_schema_history` WHERE `version` = '2' AND `type` = 'SQL');
INSERT INTO `flyway_schema_history`
  (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`)
SELECT
  @guard_rank, '2', 'o''hara', 'SQL', 'V2__o''hara.sql', -1743459742, SUBSTRING_INDEX(USER(), '@', 1), 0, FALSE
  FROM DUAL WHERE @guard_pending;
SET @guard_go = @guard_pending AND @@error_count = 0;
COMMIT;

SET @guard_sql = IF(@guard_go, 'INSERT INTO attendee VALUES (1, ''O''''Hara; Jr.'')', 'DO 0');
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;

SET @guard_go = @guard_go AND @@error_count = 0;
UPDATE `flyway_schema_history` SET `success` = TRUE, `execution_time` = TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000 WHERE `installed_rank` = @guard_rank AND @guard_go;
SET @guard_go = @guard_go AND @@error_count = 0;
COMMIT;
SET @guard_ok = @guard_ok AND @guard_go = @guard_pending;

-- ==== R__names.sql
SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;
SET @guard_begin = SYSDATE(6), @guard_rank = (SELECT COALESCE(MAX(`installed_rank`), 0) + 1 FROM `flyway_schema_history` WHERE `installed_rank` > 0);
SET @guard_pending = @guard_ok AND NOT EXISTS (SELECT 1 FROM `flyway_schema_history` WHERE `version` IS NULL AND `description` = 'names' AND `checksum` = 1846672659 AND `installed_rank` = (SELECT MAX(`installed_rank`) FROM `flyway_schema_history` WHERE `version` IS NULL AND `description` = 'names'));
INSERT INTO `flyway_schema_history`
  (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`)
SELECT
  @guard_rank, NULL, 'names', 'SQL', 'R__names.sql', 1846672659, SUBSTRING_INDEX(USER(), '@', 1), 0, FALSE
  FROM DUAL WHERE @guard_pending;
SET @guard_go = @guard_pending AND @@error_count = 0;
COMMIT;

SET @guard_sql = IF(@guard_go, 'CREATE OR REPLACE VIEW names AS SELECT name FROM attendee', 'DO 0');
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;

SET @guard_go = @guard_go AND @@error_count = 0;
UPDATE `flyway_schema_history` SET `success` = TRUE, `execution_time` = TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000 WHERE `installed_rank` = @guard_rank AND @guard_go;
SET @guard_go = @guard_go AND @@error_count = 0;
COMMIT;
SET @guard_ok = @guard_ok AND @guard_go = @guard_pending;

SET @guard_problem = IF(@guard_ok, NULL, 'guard: the script went on after an error, against its instructions');
SELECT @guard_problem AS guard FROM DUAL WHERE @guard_problem IS NOT NULL;
SET @guard_sql = IF(@guard_problem IS NULL, 'DO 0',
  CONCAT('SELECT 1 FROM `', RTRIM(LEFT(REPLACE(@guard_problem, '`', ''), 60)), '`'));
PREPARE guard FROM @guard_sql;
EXECUTE guard;
SET @guard_go = @guard_go AND @@error_count = 0;
DEALLOCATE PREPARE guard;
SELECT 'guard: all migrations of this script are applied' AS result FROM DUAL WHERE @guard_ok;
