-- All migrations of a build; applies those that the database does not have yet.
-- Made by guard script --idempotent. Run it with
--   psql -X -d DATABASE -f release.sql
-- It stops before it changes anything if the history is not that of this build.
--   V1__attendee.sql
--   V2__o'hara.sql
--   R__names.sql

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
\set QUIET on
\encoding UTF8

-- Flyway's lock, held until the session ends, and a place for the history.
DO $guard$ BEGIN
  IF NOT coalesce(current_setting('server_version_num')::int >= 120000, FALSE) THEN RAISE EXCEPTION USING MESSAGE = 'guard: PostgreSQL 12 or later is needed'; END IF;
  IF NOT coalesce(current_setting('standard_conforming_strings') = 'on', FALSE) THEN RAISE EXCEPTION USING MESSAGE = 'guard: standard_conforming_strings must be on'; END IF;
  IF NOT coalesce(pg_try_advisory_lock(77433833903597), FALSE) THEN RAISE EXCEPTION USING MESSAGE = 'guard: another migration is running, nothing was changed'; END IF;
  IF NOT coalesce(EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'public'), FALSE) THEN RAISE EXCEPTION USING MESSAGE = 'guard: there is no schema public, create it first'; END IF;
  IF NOT coalesce(current_schema() = 'public', FALSE) THEN RAISE EXCEPTION USING MESSAGE = 'guard: this connection''s schema is not public; make the script with --default-schema'; END IF;
  IF NOT coalesce(to_regclass('"public"."flyway_schema_history"') IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_class o JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace LEFT JOIN pg_catalog.pg_depend d ON d.objid = o.oid AND d.deptype = 'e' WHERE d.objid IS NULL AND n.nspname = 'public' AND o.relkind IN ('r', 'v', 'S', 't')
      AND o.relname NOT IN ('guard_schema_history', 'guard_schema_history_id_seq', 'guard_schema_floor', 'guard_schema_floor_id_seq', 'guard_maintenance', 'guard_maintenance_id_seq', 'guard_instance', 'guard_instance_id_seq', 'guard_migration_run', 'guard_migration_run_id_seq')
    UNION ALL SELECT 1 FROM pg_catalog.pg_type o JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace LEFT JOIN pg_catalog.pg_depend d ON d.objid = o.oid AND d.deptype = 'e' WHERE d.objid IS NULL AND n.nspname = 'public' AND o.typcategory NOT IN ('A', 'C')
    UNION ALL SELECT 1 FROM pg_catalog.pg_proc o JOIN pg_catalog.pg_namespace n ON n.oid = o.pronamespace LEFT JOIN pg_catalog.pg_depend d ON d.objid = o.oid AND d.deptype = 'e' WHERE d.objid IS NULL AND n.nspname = 'public'), FALSE) THEN RAISE EXCEPTION USING MESSAGE = 'guard: the schema public has objects and no history; run flyway baseline first'; END IF;
END $guard$;
SELECT to_regclass('"public"."flyway_schema_history"') IS NULL AS guard_new \gset
\if :guard_new
BEGIN;
CREATE TABLE "public"."flyway_schema_history" (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
);
ALTER TABLE "public"."flyway_schema_history" ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank");
CREATE INDEX "flyway_schema_history_s_idx" ON "public"."flyway_schema_history" ("success");
COMMIT;
\endif

-- Whether the history is that of this build, as Flyway's validation sees it.
DO $guard$ DECLARE problem text; BEGIN
WITH build (place, version, description, checksum) AS (VALUES
    (1, '1', 'attendee', -625429387),
    (2, '2', 'o''hara', -1743459742),
    (3, '', 'names', 1846672659)),
baselines (place, version) AS (VALUES
    (1, '1'),
    (2, '2'))
SELECT COALESCE(
  (SELECT MIN(CONCAT('guard: ', 'the history has a failed migration; call guard migrate again if that applied it, or undo what it left half-done and run flyway repair: ', h."script")) FROM "public"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."success" = FALSE),
  (SELECT MIN(CONCAT('guard: ', 'the history has a row of a kind that this script does not know: ', h."script")) FROM "public"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" NOT IN ('SQL', 'BASELINE')),
  (SELECT MIN(CONCAT('guard: ', 'the baseline is neither a version of this build nor flyway.baselineVersion: ', h."script")) FROM "public"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" = 'BASELINE' AND NOT EXISTS (SELECT 1 FROM baselines b WHERE h."version" = b.version)),
  (SELECT MIN(CONCAT('guard: ', h."script", ' is not of this build: the database is newer, or belongs to another application. Nothing was changed')) FROM "public"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" = 'SQL' AND NOT EXISTS (SELECT 1 FROM build b WHERE (h."version" = b.version OR h."version" IS NULL AND b.version = '' AND h."description" = b.description))),
  (SELECT MIN(CONCAT('guard: ', h."script", ' was changed after it was applied (checksum or description). Nothing was changed')) FROM "public"."flyway_schema_history" h WHERE h."installed_rank" > 0 AND h."type" = 'SQL' AND EXISTS (SELECT 1 FROM build b WHERE h."version" = b.version AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN "public"."flyway_schema_history" h ON h."version" = b.version WHERE h."type" = 'BASELINE') AND (h."checksum" <> b.checksum OR NOT h."description" = b.description))),
  (SELECT MIN(CONCAT('guard: version ', b.version, ' is not applied and a later one is; Flyway needs outOfOrder=true for that. Nothing was changed')) FROM build b WHERE b.version <> '' AND b.place > (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN "public"."flyway_schema_history" h ON h."version" = b.version WHERE h."type" = 'BASELINE') AND NOT EXISTS (SELECT 1 FROM "public"."flyway_schema_history" h WHERE h."version" = b.version AND h."type" = 'SQL')
    AND EXISTS (SELECT 1 FROM build c INNER JOIN "public"."flyway_schema_history" h ON h."version" = c.version WHERE c.place > b.place AND h."type" = 'SQL'))) INTO problem;
IF problem IS NOT NULL THEN RAISE EXCEPTION USING MESSAGE = problem; END IF;
END $guard$;
WITH build (place, version, description, checksum) AS (VALUES
    (1, '1', 'attendee', -625429387),
    (2, '2', 'o''hara', -1743459742),
    (3, '', 'names', 1846672659)),
baselines (place, version) AS (VALUES
    (1, '1'),
    (2, '2'))
SELECT (SELECT COALESCE(MAX(b.place), 0) FROM baselines b INNER JOIN "public"."flyway_schema_history" h ON h."version" = b.version WHERE h."type" = 'BASELINE') AS guard_baseline \gset

-- As Flyway: the schema in front of the search path, unless it is there already.
SELECT CASE WHEN path <> name AND left(path, length(name) + 1) <> name || ','
  THEN quote_ident || CASE WHEN trim(path) = '' THEN '' ELSE ',' || path END END AS guard_search_path
  FROM (SELECT current_setting('search_path') AS path, 'public'::text AS name, '"public"'::text AS quote_ident) settings \gset

-- ==== V1__attendee.sql
SELECT 1 > :guard_baseline AND NOT EXISTS (SELECT 1 FROM "public"."flyway_schema_history" WHERE "version" = '1' AND "type" = 'SQL') AS guard_pending \gset
\if :guard_pending
RESET ROLE;
\if :{?guard_search_path}
SET search_path = :guard_search_path;
\endif
BEGIN;

-- Who comes.
CREATE TABLE attendee (id INT, name VARCHAR(100));

RESET ROLE;
INSERT INTO "public"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
SELECT
  (SELECT COALESCE(MAX("installed_rank"), 0) + 1 FROM "public"."flyway_schema_history" WHERE "installed_rank" > 0), '1', 'attendee', 'SQL', 'V1__attendee.sql', -625429387, current_user, (EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int, TRUE;
COMMIT;
\endif

-- ==== V2__o'hara.sql
SELECT 2 > :guard_baseline AND NOT EXISTS (SELECT 1 FROM "public"."flyway_schema_history" WHERE "version" = '2' AND "type" = 'SQL') AS guard_pending \gset
\if :guard_pending
RESET ROLE;
\if :{?guard_search_path}
SET search_path = :guard_search_path;
\endif
BEGIN;

INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');

RESET ROLE;
INSERT INTO "public"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
SELECT
  (SELECT COALESCE(MAX("installed_rank"), 0) + 1 FROM "public"."flyway_schema_history" WHERE "installed_rank" > 0), '2', 'o''hara', 'SQL', 'V2__o''hara.sql', -1743459742, current_user, (EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int, TRUE;
COMMIT;
\endif

-- ==== R__names.sql
SELECT NOT EXISTS (SELECT 1 FROM "public"."flyway_schema_history" WHERE "version" IS NULL AND "description" = 'names' AND "checksum" = 1846672659 AND "installed_rank" = (SELECT MAX("installed_rank") FROM "public"."flyway_schema_history" WHERE "version" IS NULL AND "description" = 'names')) AS guard_pending \gset
\if :guard_pending
RESET ROLE;
\if :{?guard_search_path}
SET search_path = :guard_search_path;
\endif
BEGIN;

CREATE OR REPLACE VIEW names AS SELECT name FROM attendee;

RESET ROLE;
INSERT INTO "public"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
SELECT
  (SELECT COALESCE(MAX("installed_rank"), 0) + 1 FROM "public"."flyway_schema_history" WHERE "installed_rank" > 0), NULL, 'names', 'SQL', 'R__names.sql', 1846672659, current_user, (EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int, TRUE;
COMMIT;
\endif

\echo guard: all migrations of this script are applied
