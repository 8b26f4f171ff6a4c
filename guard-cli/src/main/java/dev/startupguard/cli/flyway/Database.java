package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;

/** The kinds of database that scripts are made for. */
public enum Database {
    POSTGRESQL,
    /** MariaDB and MySQL, whose client and whose history table are the same. */
    MARIADB,
    H2,
    /** Scripts alone: no other command works on it. */
    SQLSERVER;

    /** For a command that has refused the URL of such a database before. */
    public IllegalStateException noRuns() {
        return new IllegalStateException("Migrations are not run on " + this);
    }

    static Database of(org.flywaydb.core.internal.database.base.Database<?> database) {
        return switch (database.getDatabaseType().getName()) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB", "MySQL" -> MARIADB;
            case "H2" -> H2;
            case "SQL Server" -> SQLSERVER;
            default ->
                throw CliFailure.usage(
                        "Scripts for " + database.getDatabaseType().getName() + " cannot be made.",
                        "PostgreSQL, MariaDB, MySQL, SQL Server or H2.",
                        "run Flyway itself.");
        };
    }
}
