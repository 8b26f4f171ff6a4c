package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code ALTER} of what decides who may connect and what his session is like: accounts,
 * policies, databases, settings.
 */
final class AlterAccessReader {
    /** They make a session faster, slower, more talkative or less patient, but not another one. */
    private static final Set<String> HARMLESS = Set.of(
            "lock_timeout",
            "lock_wait_timeout",
            "innodb_lock_wait_timeout",
            "deadlock_timeout",
            "application_name",
            "client_min_messages",
            "work_mem",
            "maintenance_work_mem",
            "effective_cache_size",
            "effective_io_concurrency",
            "random_page_cost",
            "seq_page_cost",
            "jit",
            "max_parallel_workers_per_gather",
            "innodb_buffer_pool_size",
            "long_query_time",
            "slow_query_log");

    private final Cursor statement;

    private AlterAccessReader(Cursor statement) {
        this.statement = statement;
    }

    /** Nothing where something else is altered. */
    static Optional<List<Change>> read(Cursor statement) {
        return new AlterAccessReader(statement).read();
    }

    private Optional<List<Change>> read() {
        SqlDialect dialect = statement.dialect();
        if (statement.takeAny("USER MAPPING", "AUTHORIZATION", "LARGE OBJECT")) {
            return Optional.of(revoked(Name.NONE));
        }
        if (statement.takeAny("ROLE", "USER", "LOGIN", "GROUP", "SERVER ROLE", "APPLICATION ROLE")) {
            return Optional.of(
                    switch (dialect) {
                        case POSTGRESQL -> role();
                        case MARIADB, MYSQL -> mySqlUser();
                        case SQLSERVER -> principal();
                        case H2 -> h2User();
                    });
        }
        if (statement.take("DATABASE") || statement.isMySql() && statement.take("SCHEMA")) {
            return Optional.of(
                    switch (dialect) {
                        case POSTGRESQL -> database();
                        case MARIADB, MYSQL -> mySqlDatabase();
                        case SQLSERVER -> sqlServerDatabase();
                        case H2 -> throw new NotUnderstood("H2 has no ALTER DATABASE");
                    });
        }
        if (dialect == SqlDialect.POSTGRESQL && statement.take("SYSTEM")) {
            return Optional.of(setting());
        }
        if (statement.takeAny("POLICY", "SECURITY POLICY")) {
            return Optional.of(policy());
        }
        return Optional.empty();
    }

    private static List<Change> revoked(Name name) {
        return List.of(Change.of(Kind.RIGHTS_REVOKED, name));
    }

    private static List<Change> changed(Name name) {
        return List.of(Change.of(Kind.OBJECT_REPLACED, name, "", "other"));
    }

    private NotUnderstood notKnown(String what) {
        return new NotUnderstood("this form of ALTER " + what + " is not known");
    }

    /** {@code SET name = value} and {@code RESET name}, for all sessions to come. */
    private List<Change> setting() {
        if (!statement.takeAny("SET", "RESET")) {
            throw notKnown("SYSTEM, ROLE or DATABASE");
        }
        Name first = statement.name();
        return setting(first.schema().isEmpty() ? first.name() : first.toString());
    }

    /** A setting for all sessions to come, those of running builds among them. */
    static List<Change> setting(String name) {
        String setting = name.toLowerCase(Locale.ROOT);
        boolean isHarmless = HARMLESS.contains(setting)
                || setting.startsWith("log_")
                || setting.startsWith("auto_explain.")
                || setting.startsWith("pg_stat_statements.");
        return isHarmless ? List.of() : changed(new Name("", setting));
    }

    private List<Change> role() {
        Name role = statement.name();
        if (statement.take("IN DATABASE")) {
            statement.name();
        }
        if (statement.sees("SET") || statement.sees("RESET")) {
            return setting();
        }
        statement.take("WITH");
        while (!statement.atEnd()) {
            if (statement.takeAny("SUPERUSER", "CREATEDB", "CREATEROLE", "INHERIT", "LOGIN", "REPLICATION", "BYPASSRLS")
                    || statement.take("CONNECTION LIMIT - 1")) {
                continue;
            }
            if (statement.take("ADD USER")) {
                statement.names();
                continue;
            }
            boolean isLess = statement.takeAny("NOSUPERUSER", "NOCREATEDB", "NOCREATEROLE", "NOINHERIT", "NOLOGIN")
                    || statement.takeAny("NOREPLICATION", "NOBYPASSRLS", "CONNECTION LIMIT", "VALID UNTIL")
                    || statement.takeAny("ENCRYPTED PASSWORD", "PASSWORD", "DROP USER", "RENAME TO");
            if (isLess) {
                return revoked(role);
            }
            throw notKnown("ROLE");
        }
        return List.of();
    }

    private List<Change> mySqlUser() {
        for (String word :
                List.of("IDENTIFIED", "PASSWORD", "LOCK", "REQUIRE", "WITH", "DEFAULT", "FAILED_LOGIN_ATTEMPTS")) {
            if (statement.has(word)) {
                return revoked(Name.NONE);
            }
        }
        if (statement.has("ACCOUNT", "UNLOCK") || statement.has("COMMENT") || statement.has("ATTRIBUTE")) {
            return List.of();
        }
        throw notKnown("USER");
    }

    private List<Change> principal() {
        Name name = statement.name();
        if (statement.take("ADD MEMBER")) {
            return name.name().startsWith("db_deny") ? revoked(name) : List.of();
        }
        if (statement.take("ENABLE")) {
            return List.of();
        }
        if (statement.takeAny("WITH DEFAULT_SCHEMA", "WITH DEFAULT_DATABASE", "WITH DEFAULT_LANGUAGE")) {
            return changed(name);
        }
        if (statement.takeAny("DROP MEMBER", "DISABLE", "WITH")) {
            return revoked(name);
        }
        throw notKnown("USER, ROLE or LOGIN");
    }

    private List<Change> h2User() {
        Name name = statement.name();
        if (statement.take("ADMIN TRUE")) {
            return List.of();
        }
        if (statement.takeAny("ADMIN FALSE", "RENAME TO", "SET PASSWORD", "SET SALT")) {
            return revoked(name);
        }
        throw notKnown("USER");
    }

    private List<Change> database() {
        Name name = statement.name();
        if (statement.take("SET TABLESPACE")) {
            return List.of(Change.of(Kind.TABLE_REWRITTEN, Name.NONE, "", "table"));
        }
        if (statement.sees("SET") || statement.sees("RESET")) {
            return setting();
        }
        if (statement.take("RENAME TO")) {
            return List.of(Change.of(Kind.OBJECT_RENAMED, name, "", "schema"));
        }
        if (statement.take("REFRESH COLLATION VERSION")) {
            // Says only that it was looked at.
            return List.of();
        }
        statement.take("WITH");
        if (statement.takeAny("OWNER TO", "ALLOW_CONNECTIONS", "CONNECTION LIMIT")) {
            return revoked(name);
        }
        throw notKnown("DATABASE");
    }

    private List<Change> mySqlDatabase() {
        if (statement.has("READ", "ONLY")) {
            boolean isOn =
                    statement.rest().stream().anyMatch(token -> token.text().equals("1"));
            return isOn ? revoked(Name.NONE) : List.of();
        }
        for (String option : List.of("CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "COMMENT")) {
            if (statement.has(option)) {
                // Of tables that are made later.
                return List.of();
            }
        }
        throw notKnown("DATABASE");
    }

    private List<Change> sqlServerDatabase() {
        if (statement.take("SCOPED CONFIGURATION")) {
            return changed(Name.NONE);
        }
        Name name = statement.name();
        if (statement.take("MODIFY NAME")) {
            return List.of(Change.of(Kind.OBJECT_RENAMED, name, "", "schema"));
        }
        if (statement.takeAny("ADD FILE", "ADD FILEGROUP", "ADD LOG FILE", "MODIFY FILE")) {
            return statement.has("OFFLINE") ? revoked(name) : List.of();
        }
        if (!statement.take("SET")) {
            return changed(name);
        }
        // WITH ROLLBACK … ends the transactions of others.
        for (String mode : List.of("SINGLE_USER", "RESTRICTED_USER", "OFFLINE", "EMERGENCY", "READ_ONLY", "ROLLBACK")) {
            if (statement.has(mode)) {
                return revoked(name);
            }
        }
        boolean isUpkeep = statement.takeAny("RECOVERY", "QUERY_STORE", "PAGE_VERIFY", "TARGET_RECOVERY_TIME")
                || statement.takeAny("READ_WRITE", "ONLINE", "MULTI_USER", "CHANGE_TRACKING = ON")
                || statement.takeAny("AUTO_CREATE_STATISTICS", "AUTO_UPDATE_STATISTICS", "AUTO_UPDATE_STATISTICS_ASYNC")
                || statement.takeAny("AUTO_SHRINK", "ACCELERATED_DATABASE_RECOVERY");
        return isUpkeep ? List.of() : changed(name);
    }

    private List<Change> policy() {
        Name policy = statement.name();
        Name table = statement.take("ON") ? statement.name() : policy;
        // No build names a policy, and one that is off holds nobody back.
        boolean isHarmless = statement.take("RENAME TO") || statement.has("STATE", "=", "OFF");
        return isHarmless ? List.of() : List.of(Change.of(Kind.ROW_SECURITY_ENABLED, table));
    }
}
