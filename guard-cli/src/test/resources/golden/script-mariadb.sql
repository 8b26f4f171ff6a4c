-- Pending migrations of URL history table `DATABASE`.`flyway_schema_history`.
-- Made by guard script. Run it with
--   mariadb --batch --comments -D DATABASE < release.sql  (or mysql; not with --force, not by the command source)
-- It stops before it changes anything if the database is not in the state that it was made for.
--   V2__o'hara.sql
--   R__names.sql

SET NAMES utf8mb4;
USE `DATABASE`;
SET sql_mode = 'IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION';
SET @guard_foreign_key_checks = @@foreign_key_checks, @guard_sql_safe_updates = @@sql_safe_updates;

-- Flyway's lock, held until the session ends, and the state that this script was made for.
SET @guard_check = IF(GET_LOCK('Flyway-NUMBER', 0) = 1, 'DO 0', 'SELECT 1 FROM `guard: another migration is running, nothing was changed`');
PREPARE guard_check FROM @guard_check;
EXECUTE guard_check;
DEALLOCATE PREPARE guard_check;
SET @guard_check = IF(EXISTS (SELECT 1 FROM `DATABASE`.`flyway_schema_history` HAVING COUNT(*) = 1 AND COALESCE(MAX(`installed_rank`), 0) = 1 AND COALESCE(SUM(CASE WHEN `success` THEN 1 ELSE 0 END), 0) = 1 AND COALESCE(SUM(`checksum`), 0) = -625429387), 'DO 0', 'SELECT 1 FROM `guard: not the state this script was made for, make a new one`');
PREPARE guard_check FROM @guard_check;
EXECUTE guard_check;
DEALLOCATE PREPARE guard_check;

SET autocommit = 0;

-- ==== V2__o'hara.sql
USE `DATABASE`;
SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;
SET @guard_begin = SYSDATE(6);
INSERT INTO `DATABASE`.`flyway_schema_history`
  (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`)
VALUES
  (2, '2', 'o''hara', 'SQL', 'V2__o''hara.sql', -1743459742, SUBSTRING_INDEX(USER(), '@', 1), 0, FALSE);
COMMIT;

DELIMITER //
INSERT INTO attendee VALUES (1, 'O''Hara; Jr.')//
DELIMITER ;

UPDATE `DATABASE`.`flyway_schema_history` SET `success` = TRUE, `execution_time` = TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000 WHERE `installed_rank` = 2;
COMMIT;

-- ==== R__names.sql
USE `DATABASE`;
SET foreign_key_checks = @guard_foreign_key_checks, sql_safe_updates = @guard_sql_safe_updates;
SET @guard_begin = SYSDATE(6);
INSERT INTO `DATABASE`.`flyway_schema_history`
  (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`)
VALUES
  (3, NULL, 'names', 'SQL', 'R__names.sql', 1846672659, SUBSTRING_INDEX(USER(), '@', 1), 0, FALSE);
COMMIT;

CREATE OR REPLACE VIEW names AS SELECT name FROM attendee;

UPDATE `DATABASE`.`flyway_schema_history` SET `success` = TRUE, `execution_time` = TIMESTAMPDIFF(MICROSECOND, @guard_begin, SYSDATE(6)) DIV 1000 WHERE `installed_rank` = 3;
COMMIT;

SELECT 'guard: all migrations of this script are applied' AS result;
