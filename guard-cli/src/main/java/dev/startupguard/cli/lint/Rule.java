package dev.startupguard.cli.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is looked for. Names are stable: suppressions and dashboards hold them. */
public enum Rule {
    DROP_COLUMN(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that map the column name it in every SELECT and INSERT, and fail.",
            "Unmap it in one release, drop it in the next, and raise the floor before."),
    DROP_TABLE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that use the table fail, and its data is gone.",
            "Stop using it in one release, drop it in the next, and raise the floor before."),
    DROP_SCHEMA(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Everything in the schema or database is gone.",
            "Drop it when no build uses anything in it, and raise the floor before."),
    DROP_VIEW(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that read the view fail.",
            "Stop using it in one release, drop it in the next, and raise the floor before."),
    DROP_ROUTINE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that call the function or procedure fail; an extension takes its own with it.",
            "Stop calling it in one release, drop it in the next, and raise the floor before."),
    DROP_TRIGGER(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that rely on what the trigger writes go on without it, whether it is dropped or only disabled.",
            "Let the application do that work in one release, drop the trigger in the next, and raise the floor before."),
    DROP_SEQUENCE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that take numbers from the sequence fail.",
            "Stop using it in one release, drop it in the next, and raise the floor before."),
    DROP_TYPE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that name the type, as in a cast, fail.",
            "Stop using it in one release, drop it in the next, and raise the floor before."),
    DROP_OBJECT(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Builds that use it fail or go on without it: a foreign server, an event, a publication, a full-text index.",
            "Stop using it in one release, drop it in the next, and raise the floor before."),
    DROP_PARTITION(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "The rows of the partition are gone for the builds that run.",
            "Raise the floor, or acknowledge that no build reads these rows any more."),
    RENAME_COLUMN(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds know the old name alone.",
            "Add a column, write both, copy the rows, read the new one, and drop the old one a release later."),
    RENAME_TABLE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds know the old name alone.",
            "Rename it and create a view under the old name in the same migration."),
    RENAME_ENUM_VALUE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds write the old value, and cannot read the new one.",
            "Add the new value, let a release read both, move the rows, and leave the old value where it is."),
    RENAME_OBJECT(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds know the old name of the view, routine, sequence, type or schema alone.",
            "Create another under the new name, and drop the old one a release later."),
    CHANGE_COLUMN_TYPE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds read and write the old type, length or precision. What the type was cannot be seen here.",
            "Add a column of the new type, write both, copy the rows, and drop the old one a release later. Where the type only"
                    + " becomes wider, acknowledge it."),
    ADD_REQUIRED_COLUMN(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds do not know the column, and their INSERT fails.",
            "Add it with a constant default or nullable; require it when all builds fill it."),
    SET_NOT_NULL(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds that still write NULL fail.",
            "Require it when all builds that run fill it, and raise the floor before."),
    DROP_NOT_NULL(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds that read a NULL where there was none may fail.",
            "Write no NULL before all builds that run can read it."),
    ADD_UNIQUE(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds that write a value twice fail, and so does the migration if there is one already.",
            "Let a release keep to it first; then add it."),
    ADD_CHECK(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds that write something else fail.",
            "Let a release keep to it first; then add it."),
    ADD_FOREIGN_KEY(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds that write in another order, or delete what is referenced, fail.",
            "Let a release keep to it first; then add it."),
    CHANGE_DEFAULT(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds that leave the column out write something else from now on.",
            "Write the value explicitly in a release first."),
    ADD_ENUM_VALUE(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds may not be able to read the new value.",
            "Write it only when all builds that run know it."),
    REPLACE_VIEW(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds read the new view.",
            "Only add columns at its end, or create another view."),
    REPLACE_ROUTINE(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds call the new function or procedure.",
            "Keep parameters, result and meaning, or create another under a new name."),
    REPLACE_TRIGGER(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "What running builds write goes through the new trigger.",
            "Keep to what the rows of running builds need."),
    CHANGE_SEQUENCE(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Builds that take numbers in blocks, as Hibernate does, would give one number twice after another increment; "
                    + "all builds, after a restart at a lower number.",
            "Create another sequence for the next release."),
    CHANGE_OBJECT(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds work with it as it is from now on: a foreign server, an event, a publication, "
                    + "a setting of their sessions.",
            "Look at what running builds need of it, and acknowledge it."),
    REWRITE_DATA(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "Running builds read rows that they did not write so.",
            "Write new columns instead of old ones, in small batches outside the schema migration."),
    TRUNCATE_TABLE(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "All rows are gone for the builds that run.",
            "Raise the floor, or acknowledge that no build reads these rows any more."),
    REVOKE_RIGHTS(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds may lose a right, or a user, that they work with.",
            "Revoke it when no build needs it, and raise the floor before."),
    ENABLE_ROW_SECURITY(
            RuleClass.BREAKS_BUILDS,
            Severity.ERROR,
            "Running builds see no rows, or fewer, from now on.",
            "Create policies that let running builds through first, and acknowledge it."),
    CHANGED_REPEATABLE(
            RuleClass.BREAKS_BUILDS,
            Severity.WARNING,
            "A repeatable migration that ran before has changed: running builds use what it makes.",
            "Keep to what running builds need of it."),

    INDEX_NOT_CONCURRENT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "Nobody can write to the table while the index is built.",
            "PostgreSQL: CREATE INDEX CONCURRENTLY, alone in its migration. SQL Server: WITH (ONLINE = ON)."),
    DROP_INDEX_NOT_CONCURRENT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "It waits for all queries on the table, and everybody else waits behind it.",
            "DROP INDEX CONCURRENTLY, alone in its migration."),
    REINDEX_NOT_CONCURRENT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "Nobody can write to the table while the index is rebuilt.",
            "PostgreSQL: REINDEX … CONCURRENTLY, alone in its migration. SQL Server: REBUILD WITH (ONLINE = ON)."),
    CONCURRENTLY_IN_TRANSACTION(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "PostgreSQL refuses it inside a transaction: the migration fails.",
            "Put it alone into a migration with executeInTransaction=false in its script configuration file."),
    CONCURRENTLY_WAITS_FOR_FLYWAY(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "It waits for all transactions to end, and Flyway's own lock is one: flyway migrate would hang for ever.",
            "Set flyway.postgresql.transactional.lock=false."),
    CONSTRAINT_NOT_VALID_MISSING(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "All rows are read under a lock that keeps writers out.",
            "PostgreSQL: NOT VALID, and VALIDATE CONSTRAINT in a later migration. SQL Server: WITH NOCHECK, and WITH CHECK CHECK"
                    + " CONSTRAINT later."),
    VALIDATE_IN_SAME_MIGRATION(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The lock of ADD CONSTRAINT is held until the validation in the same transaction is over.",
            "Validate it in a migration of its own."),
    UNIQUE_WITHOUT_INDEX(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The index is built while nobody can read or write the table.",
            "CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX."),
    NOT_NULL_SCAN(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "All rows are read while nobody can read or write the table.",
            "ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in a later migration, SET NOT NULL after it."),
    TABLE_REWRITE(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The whole table may be written anew while nobody can read or write it.",
            "Add a column or table of the new form, copy in small batches, and switch."),
    VOLATILE_DEFAULT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "A default that may differ from row to row has the whole table written anew.",
            "Add the column without it, SET DEFAULT, and fill the old rows in small batches."),
    STORED_GENERATED_COLUMN(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The whole table is written anew.",
            "A plain column that a trigger fills, and the old rows in small batches; or a virtual column."),
    SERIAL_COLUMN(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "Numbers are given to all rows: the whole table is written anew, under a lock.",
            "Add a plain column, a sequence as its default, and fill the old rows in small batches."),
    EXCLUSION_CONSTRAINT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "Its index is built while nobody can read or write the table, and there is no other way to build it.",
            "A new table with the constraint, filled in small batches; or a maintenance window."),
    VACUUM_FULL(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The whole table is written anew while nobody can read or write it.",
            "VACUUM, or pg_repack."),
    CLUSTER(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The whole table is written anew while nobody can read or write it.",
            "pg_repack, or a maintenance window."),
    DETACH_NOT_CONCURRENT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "It waits for all queries on the table, and everybody else waits behind it.",
            "PostgreSQL 14 or later: DETACH PARTITION … CONCURRENTLY, alone in its migration."),
    REFRESH_NOT_CONCURRENT(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "Nobody can read the materialized view meanwhile.",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index."),
    LOCK_TABLE(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "Others wait until the migration is over.",
            "Leave it out, or use a maintenance window."),
    TABLE_COPY(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.ERROR,
            "The table is copied, and nobody can write to it meanwhile.",
            "Assert ALGORITHM=INSTANT or ALGORITHM=INPLACE, LOCK=NONE, so that the server refuses instead; where it must be copied,"
                    + " gh-ost, pt-online-schema-change, or a maintenance window."),
    ONLINE_CLAUSE_MISSING(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "Where the server cannot do it online, it copies and locks without a word.",
            "Add ALGORITHM=INSTANT, or ALGORITHM=INPLACE, LOCK=NONE: the server refuses instead of blocking."),
    SIZE_OF_DATA_CHANGE(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "On editions other than Enterprise and Developer every row is written, under a lock.",
            "Add it nullable with its default, and fill the old rows in small batches."),
    LOCK_TIMEOUT_MISSING(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "The statement may wait long for its lock, and everybody else waits behind it.",
            "PostgreSQL: SET lock_timeout = '3s'. MariaDB, MySQL: SET lock_wait_timeout = 3. SQL Server: SET LOCK_TIMEOUT 3000."),
    BACKFILL_WITH_SCHEMA_CHANGE(
            RuleClass.BLOCKS_PRODUCTION,
            Severity.WARNING,
            "The locks of the schema change are held until all rows are written.",
            "Write the rows in a migration of its own, after it."),

    UNPARSED_SQL(
            RuleClass.NOT_ANALYSED,
            Severity.ERROR,
            "The statement has a form that is not known here: it may do anything.",
            "Correct it, or look at it and acknowledge it."),
    OPAQUE_SQL(
            RuleClass.NOT_ANALYSED,
            Severity.ERROR,
            "What runs here is known only when it runs.",
            "Write plain statements, or look at it and acknowledge it."),

    SUPPRESSION_WITHOUT_REASON(
            RuleClass.SUPPRESSION,
            Severity.ERROR,
            "A finding may be acknowledged by somebody who says why.",
            "Write -- guard:allow RULE: REASON."),
    SUPPRESSION_UNKNOWN_RULE(
            RuleClass.SUPPRESSION,
            Severity.ERROR,
            "There is no rule of this name, so nothing is acknowledged.",
            "Correct the name."),
    SUPPRESSION_UNUSED(
            RuleClass.SUPPRESSION,
            Severity.WARNING,
            "The statement has no such finding: the acknowledgement would hide a later one.",
            "Remove it, or put it into the line above its statement.");

    private final RuleClass ruleClass;
    private final Severity severity;
    private final String why;
    private final String instead;

    Rule(RuleClass ruleClass, Severity severity, String why, String instead) {
        this.ruleClass = ruleClass;
        this.severity = severity;
        this.why = why;
        this.instead = instead;
    }

    /** What a rule guards against. */
    public enum RuleClass {
        /** Builds that still run on the database fail: class A. */
        BREAKS_BUILDS,
        /** Everybody waits: class B. */
        BLOCKS_PRODUCTION,
        /** Nothing can be said. */
        NOT_ANALYSED,
        /** Acknowledgements that are not right. */
        SUPPRESSION;

        /** Such as breaks-builds. */
        public String id() {
            return kebab(this);
        }
    }

    /** Such as drop-column. */
    public String id() {
        return kebab(this);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Rule> byId(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    public RuleClass ruleClass() {
        return ruleClass;
    }

    public Severity severity() {
        return severity;
    }

    public String why() {
        return why;
    }

    public String instead() {
        return instead;
    }
}
