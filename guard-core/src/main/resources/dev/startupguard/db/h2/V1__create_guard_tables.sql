-- The guard's own tables. Times are the database's clock. No CHECK has a list: H2 2.4 evaluates IN ('a', 'b') in the session that
-- created the table, and refuses every row once that session has ended while the database stays open.

CREATE TABLE guard_schema_floor (
    id            BIGINT GENERATED ALWAYS AS IDENTITY,
    floor_version VARCHAR(50)  NOT NULL,
    reason        VARCHAR(500) NOT NULL,
    raised_by     VARCHAR(200) NOT NULL,
    raised_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT guard_schema_floor_pk PRIMARY KEY (id),
    CONSTRAINT guard_schema_floor_is_version CHECK (floor_version REGEXP '^[0-9]+([._][0-9]+)*$')
);
COMMENT ON TABLE guard_schema_floor IS 'Oldest build, by its schema version, that may use this database. Append-only: the highest version counts.';
COMMENT ON COLUMN guard_schema_floor.floor_version IS 'A build whose schema version is lower is refused.';
COMMENT ON COLUMN guard_schema_floor.raised_by IS 'The migration or the person that raised the floor.';

CREATE TABLE guard_maintenance (
    scope           VARCHAR(200) NOT NULL,
    mode            VARCHAR(20)  NOT NULL,
    reason          VARCHAR(500),
    actor           VARCHAR(200),
    since           TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    announced_until TIMESTAMP(6) WITH TIME ZONE,
    epoch           BIGINT       NOT NULL,
    CONSTRAINT guard_maintenance_pk PRIMARY KEY (scope),
    CONSTRAINT guard_maintenance_mode CHECK (mode REGEXP '^(OFF|READ_ONLY|ON)$')
);
COMMENT ON TABLE guard_maintenance IS 'Maintenance mode of the fleet; the most specific matching scope decides.';
COMMENT ON COLUMN guard_maintenance.scope IS '*, a deployment, or deployment/role.';
COMMENT ON COLUMN guard_maintenance.announced_until IS 'The announced end; it ends nothing by itself.';
COMMENT ON COLUMN guard_maintenance.epoch IS 'Rises with every change; changes compare and set it.';

CREATE TABLE guard_instance (
    instance_id         VARCHAR(200) NOT NULL,
    deployment          VARCHAR(100) NOT NULL,
    role                VARCHAR(100) NOT NULL,
    build               VARCHAR(100),
    build_version       VARCHAR(50),
    schema_version_seen VARCHAR(50),
    phase               VARCHAR(20)  NOT NULL,
    mode_applied        VARCHAR(20)  NOT NULL,
    epoch_applied       BIGINT       NOT NULL,
    in_flight           BIGINT       NOT NULL,
    started_at          TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    heartbeat_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT guard_instance_pk PRIMARY KEY (instance_id)
);
CREATE INDEX guard_instance_deployment ON guard_instance (deployment, role);
COMMENT ON TABLE guard_instance IS 'Heartbeat of each running instance: what it has seen and applied.';
COMMENT ON COLUMN guard_instance.build_version IS 'The build''s schema version: its highest migration.';

CREATE TABLE guard_migration_run (
    id                BIGINT GENERATED ALWAYS AS IDENTITY,
    run_id            VARCHAR(64)  NOT NULL,
    migration_version VARCHAR(50),
    script            VARCHAR(1000) NOT NULL,
    statement_number  INTEGER      NOT NULL,
    state             VARCHAR(20)  NOT NULL,
    detail            VARCHAR(2000),
    started_by        VARCHAR(200) NOT NULL,
    started_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at          TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT guard_migration_run_pk PRIMARY KEY (id),
    CONSTRAINT guard_migration_run_statement UNIQUE (run_id, statement_number),
    CONSTRAINT guard_migration_run_state CHECK (state REGEXP '^(STARTED|SUCCEEDED|FAILED)$')
);
COMMENT ON TABLE guard_migration_run IS 'Journal of the release tool: a row is written before each statement, so that a killed run can be told from a finished one.';
COMMENT ON COLUMN guard_migration_run.migration_version IS 'NULL for a repeatable migration.';
COMMENT ON COLUMN guard_migration_run.statement_number IS 'Counted through the whole run, from 1.';
