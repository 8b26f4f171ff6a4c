-- Pending migrations of URL history table "PUBLIC"."flyway_schema_history".
-- Made by guard script. Run it with
--   java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script release.sql
-- It stops before it changes anything if the database is not in the state that it was made for.
--   V2__o'hara.sql
--   R__names.sql

-- The state that this script was made for.
SELECT CASE WHEN EXISTS (SELECT 1 FROM "PUBLIC"."flyway_schema_history" HAVING COUNT(*) = 2 AND COALESCE(MAX("installed_rank"), 0) = 1 AND COALESCE(SUM(CASE WHEN "success" THEN 1 ELSE 0 END), 0) = 2 AND COALESCE(SUM("checksum"), 0) = -625429387) THEN 0 ELSE SIGNAL('45000',
  'The database is not in the state that this script was made for. Nothing was changed; make a new script.') END;

SET AUTOCOMMIT FALSE;

-- ==== V2__o'hara.sql
SET SCHEMA "PUBLIC";
INSERT INTO "PUBLIC"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
VALUES
  (2, '2', 'o''hara', 'SQL', 'V2__o''hara.sql', -1743459742, USER(), 0, FALSE);
COMMIT;

INSERT INTO attendee VALUES (1, 'O''Hara; Jr.');

UPDATE "PUBLIC"."flyway_schema_history" SET "success" = TRUE, "execution_time" = DATEDIFF('MILLISECOND', "installed_on", LOCALTIMESTAMP) WHERE "installed_rank" = 2;
COMMIT;
SET AUTOCOMMIT FALSE;

-- ==== R__names.sql
SET SCHEMA "PUBLIC";
INSERT INTO "PUBLIC"."flyway_schema_history"
  ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
VALUES
  (3, NULL, 'names', 'SQL', 'R__names.sql', 1846672659, USER(), 0, FALSE);
COMMIT;

CREATE OR REPLACE VIEW names AS SELECT name FROM attendee;

UPDATE "PUBLIC"."flyway_schema_history" SET "success" = TRUE, "execution_time" = DATEDIFF('MILLISECOND', "installed_on", LOCALTIMESTAMP) WHERE "installed_rank" = 3;
COMMIT;
SET AUTOCOMMIT FALSE;

SET AUTOCOMMIT TRUE;
