-- Pending migrations of URL history table "public"."flyway_schema_history".
-- Made by guard script. Run it with
--   psql -X -d DATABASE -f release.sql
-- It stops before it changes anything if the database is not in the state that it was made for.
--   V2__o'hara.sql
--   R__names.sql

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
\set QUIET on
\encoding UTF8

-- Flyway's lock, held until the session ends, and the state that this script was made for.
DO $guard$ BEGIN
  IF NOT pg_try_advisory_lock(77433833903597) THEN
    RAISE EXCEPTION 'Another migration is running. Nothing was changed; run this script when it has ended.';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "public"."flyway_schema_history" HAVING COUNT(*) = 1 AND COALESCE(MAX("installed_rank"), 0) = 1 AND COALESCE(SUM(CASE WHEN "success" THEN 1 ELSE 0 END), 0) = 1 AND COALESCE(SUM("checksum"), 0) = -625429387) THEN
    RAISE EXCEPTION 'The database is not in the state that this script was made for. Nothing was changed; make a new script.';
  END IF;
END $guard$;

-- ==== V2__o'hara.sql
RESET ROLE;
SET search_path = "public","$user", public;
BEGIN;

INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');

RESET ROLE;
INSERT INTO "public"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
VALUES
  (2, '2', 'o''hara', 'SQL', 'V2__o''hara.sql', -1743459742, current_user, (EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int, TRUE);
COMMIT;

-- ==== R__names.sql
RESET ROLE;
SET search_path = "public","$user", public;
BEGIN;

CREATE OR REPLACE VIEW names AS SELECT name FROM attendee;

RESET ROLE;
INSERT INTO "public"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
VALUES
  (3, NULL, 'names', 'SQL', 'R__names.sql', 1846672659, current_user, (EXTRACT(EPOCH FROM clock_timestamp() - now()) * 1000)::int, TRUE);
COMMIT;

\echo guard: all migrations of this script are applied
