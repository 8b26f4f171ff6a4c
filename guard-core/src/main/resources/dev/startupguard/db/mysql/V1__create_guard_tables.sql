-- The guard's own tables. Times are the database's clock in UTC: DATETIME reads the same whatever time zone a session has.

CREATE TABLE guard_schema_floor (
    id            BIGINT NOT NULL AUTO_INCREMENT,
    floor_version VARCHAR(50)  NOT NULL COMMENT 'A build whose schema version is lower is refused.',
    reason        VARCHAR(500) NOT NULL,
    raised_by     VARCHAR(200) NOT NULL COMMENT 'The migration or the person that raised the floor.',
    raised_at     DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (id),
    CONSTRAINT guard_schema_floor_is_version CHECK (floor_version REGEXP '^[0-9]+([._][0-9]+)*$')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT = 'Oldest build, by its schema version, that may use this database. Append-only: the highest version counts.';

CREATE TABLE guard_maintenance (
    scope           VARCHAR(200) NOT NULL COMMENT '*, a deployment, or deployment/role.',
    mode            VARCHAR(20)  NOT NULL,
    reason          VARCHAR(500),
    actor           VARCHAR(200),
    since           DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    announced_until DATETIME(6) COMMENT 'The announced end; it ends nothing by itself.',
    epoch           BIGINT       NOT NULL COMMENT 'Rises with every change; changes compare and set it.',
    PRIMARY KEY (scope),
    CONSTRAINT guard_maintenance_mode CHECK (mode IN ('OFF', 'READ_ONLY', 'ON'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT = 'Maintenance mode of the fleet; the most specific matching scope decides.';

CREATE TABLE guard_instance (
    instance_id         VARCHAR(200) NOT NULL,
    deployment          VARCHAR(100) NOT NULL,
    role                VARCHAR(100) NOT NULL,
    build               VARCHAR(100),
    build_version       VARCHAR(50) COMMENT 'The build''s schema version: its highest migration.',
    schema_version_seen VARCHAR(50),
    phase               VARCHAR(20)  NOT NULL,
    mode_applied        VARCHAR(20)  NOT NULL,
    epoch_applied       BIGINT       NOT NULL,
    in_flight           BIGINT       NOT NULL,
    started_at          DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    heartbeat_at        DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (instance_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT = 'Heartbeat of each running instance: what it has seen and applied.';
CREATE INDEX guard_instance_deployment ON guard_instance (deployment, role);

CREATE TABLE guard_migration_run (
    id                BIGINT NOT NULL AUTO_INCREMENT,
    run_id            VARCHAR(64)  NOT NULL,
    migration_version VARCHAR(50) COMMENT 'NULL for a repeatable migration.',
    script            VARCHAR(1000) NOT NULL,
    statement_number  INTEGER      NOT NULL COMMENT 'Counted through the whole run, from 1.',
    state             VARCHAR(20)  NOT NULL,
    detail            VARCHAR(2000),
    started_by        VARCHAR(200) NOT NULL,
    started_at        DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    ended_at          DATETIME(6),
    PRIMARY KEY (id),
    CONSTRAINT guard_migration_run_statement UNIQUE (run_id, statement_number),
    CONSTRAINT guard_migration_run_state CHECK (state IN ('STARTED', 'SUCCEEDED', 'FAILED'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT = 'Journal of the release tool: a row is written before each statement, so that a killed run can be told from a finished one.';
