-- All migrations of a build; applies those that the database does not have yet.
-- Made by guard script --idempotent. Run it with
--   java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script release.sql
-- It stops before it changes anything if the history is not that of this build.
--   V1__attendee.sql
--   V2__o'hara.sql
--   R__names.sql

-- A place for the history.
SELECT CASE WHEN SCHEMA() = 'PUBLIC' THEN 0
  ELSE SIGNAL('45000', 'guard: this connection''s schema is not PUBLIC') END;
SELECT CASE WHEN EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME = 'flyway_schema_history')
  OR NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE'
  AND LOWER(TABLE_NAME) NOT IN ('guard_schema_history', 'guard_schema_floor', 'guard_maintenance', 'guard_instance', 'guard_migration_run')) THEN 0
  ELSE SIGNAL('45000', 'guard: the schema PUBLIC has objects and no history; run flyway baseline first') END;
CREATE TABLE IF NOT EXISTS "PUBLIC"."flyway_schema_history" (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL,
    CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank")
) AS SELECT -1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, USER(), CURRENT_TIMESTAMP, 0, TRUE;
CREATE INDEX IF NOT EXISTS "PUBLIC"."flyway_schema_history_s_idx" ON "PUBLIC"."flyway_schema_history" ("success");

-- Whether the history is that of this build, as Flyway's validation sees it.
SET @guard_problem = (
WITH build (place, version, description, checksum) AS (VALUES
    (1, '1', 'attendee', -625429387),
    (2, '2', 'o''hara', -1743459742),
    (3, '', 'names', 1846672659)),
baselines (place, version) AS (VALUES
    (1, '1'),
    (2, '2'))
SELECT COALESCE(
  (SELECT MIN(CONCAT('guard: ', 'the history has a failed migration; call guard migrate again if that applied it, or undo what it left half-done and run flyway repair: ', h."script")) FROM "PUBLIC"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."success" = FALSE),
  (SELECT MIN(CONCAT('guard: ', 'the history has a row of a kind that this script does not know: ', h."script")) FROM "PUBLIC"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" NOT IN ('SQL', 'BASELINE')),
  (SELECT MIN(CONCAT('guard: ', 'the baseline is neither a version of this build nor flyway.baselineVersion: ', h."script")) FROM "PUBLIC"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" = 'BASELINE' AND NOT EXISTS (SELECT 1 FROM baselines b WHERE h."version" = b.version)),
  (SELECT MIN(CONCAT('guard: ', h."script", ' is not of this build: the database is newer, or belongs to another application. Nothing was changed')) FROM "PUBLIC"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" = 'SQL' AND NOT EXISTS (SELECT 1 FROM build b WHERE (h."version" = b.version OR h."version" IS NULL AND b.version = '' AND h."description" = b.description))),
  (SELECT MIN(CONCAT('guard: ', h."script", ' was changed after it was applied (checksum or description). Nothing was changed')) FROM "PUBLIC"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" = 'SQL' AND EXISTS (SELECT 1 FROM build b WHERE h."version" = b.version AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN "PUBLIC"."flyway_schema_history" h ON h."version" = b.version WHERE h."type" = 'BASELINE') AND (h."checksum" <> b.checksum OR NOT h."description" = b.description))),
  (SELECT MIN(CONCAT('guard: version ', b.version, ' is not applied and a later one is; Flyway needs outOfOrder=true for that. Nothing was changed')) FROM build b WHERE b.version <> '' AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN "PUBLIC"."flyway_schema_history" h ON h."version" = b.version WHERE h."type" = 'BASELINE') AND NOT EXISTS (SELECT 1 FROM "PUBLIC"."flyway_schema_history" h WHERE h."version" = b.version AND h."type" = 'SQL')
    AND EXISTS (SELECT 1 FROM build c INNER JOIN "PUBLIC"."flyway_schema_history" h ON h."version" = c.version WHERE c.place > b.place AND h."type" = 'SQL'))));
SELECT CASE WHEN @guard_problem IS NULL THEN 0 ELSE SIGNAL('45000', @guard_problem) END;
SET @guard_baseline = (
WITH build (place, version, description, checksum) AS (VALUES
    (1, '1', 'attendee', -625429387),
    (2, '2', 'o''hara', -1743459742),
    (3, '', 'names', 1846672659)),
baselines (place, version) AS (VALUES
    (1, '1'),
    (2, '2'))
SELECT (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN "PUBLIC"."flyway_schema_history" h ON h."version" = b.version WHERE h."type" = 'BASELINE'));

SET AUTOCOMMIT FALSE;

-- ==== V1__attendee.sql
SET SCHEMA "PUBLIC";
SET @guard_rank = (SELECT COALESCE(MAX("installed_rank"), 0) + 1 FROM "PUBLIC"."flyway_schema_history" WHERE "installed_rank" > 0);
SET @guard_pending = 1 > @guard_baseline AND NOT EXISTS (SELECT 1 FROM "PUBLIC"."flyway_schema_history" WHERE "version" = '1' AND "type" = 'SQL');
INSERT INTO "PUBLIC"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
SELECT
  @guard_rank, '1', 'attendee', 'SQL', 'V1__attendee.sql', -625429387, USER(), 0, FALSE
  WHERE @guard_pending;
COMMIT;

COMMIT;
EXECUTE IMMEDIATE CASE WHEN @guard_pending THEN '-- Who comes.
CREATE TABLE attendee (id INT, name VARCHAR(100))' ELSE 'SET @guard_nothing = 0' END;
COMMIT;

UPDATE "PUBLIC"."flyway_schema_history" SET "success" = TRUE, "execution_time" = DATEDIFF('MILLISECOND', "installed_on", LOCALTIMESTAMP) WHERE "installed_rank" = @guard_rank AND @guard_pending;
COMMIT;
SET AUTOCOMMIT FALSE;

-- ==== V2__o'hara.sql
SET SCHEMA "PUBLIC";
SET @guard_rank = (SELECT COALESCE(MAX("installed_rank"), 0) + 1 FROM "PUBLIC"."flyway_schema_history" WHERE "installed_rank" > 0);
SET @guard_pending = 2 > @guard_baseline AND NOT EXISTS (SELECT 1 FROM "PUBLIC"."flyway_schema_history" WHERE "version" = '2' AND "type" = 'SQL');
INSERT INTO "PUBLIC"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
SELECT
  @guard_rank, '2', 'o''hara', 'SQL', 'V2__o''hara.sql', -1743459742, USER(), 0, FALSE
  WHERE @guard_pending;
COMMIT;

EXECUTE IMMEDIATE CASE WHEN @guard_pending THEN 'INSERT INTO attendee VALUES (1, ''O''''Hara; Jr.'')' ELSE 'SET @guard_nothing = 0' END;

UPDATE "PUBLIC"."flyway_schema_history" SET "success" = TRUE, "execution_time" = DATEDIFF('MILLISECOND', "installed_on", LOCALTIMESTAMP) WHERE "installed_rank" = @guard_rank AND @guard_pending;
COMMIT;
SET AUTOCOMMIT FALSE;

-- ==== R__names.sql
SET SCHEMA "PUBLIC";
SET @guard_rank = (SELECT COALESCE(MAX("installed_rank"), 0) + 1 FROM "PUBLIC"."flyway_schema_history" WHERE "installed_rank" > 0);
SET @guard_pending = NOT EXISTS (SELECT 1 FROM "PUBLIC"."flyway_schema_history" WHERE "version" IS NULL AND "description" = 'names' AND "checksum" = 1846672659 AND "installed_rank" = (SELECT MAX("installed_rank") FROM "PUBLIC"."flyway_schema_history" WHERE "version" IS NULL AND "description" = 'names'));
INSERT INTO "PUBLIC"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
SELECT
  @guard_rank, NULL, 'names', 'SQL', 'R__names.sql', 1846672659, USER(), 0, FALSE
  WHERE @guard_pending;
COMMIT;

COMMIT;
EXECUTE IMMEDIATE CASE WHEN @guard_pending THEN 'CREATE OR REPLACE VIEW names AS SELECT name FROM attendee' ELSE 'SET @guard_nothing = 0' END;
COMMIT;

UPDATE "PUBLIC"."flyway_schema_history" SET "success" = TRUE, "execution_time" = DATEDIFF('MILLISECOND', "installed_on", LOCALTIMESTAMP) WHERE "installed_rank" = @guard_rank AND @guard_pending;
COMMIT;
SET AUTOCOMMIT FALSE;

SET AUTOCOMMIT TRUE;
