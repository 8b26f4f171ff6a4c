package dev.startupguard.servlet;

import dev.startupguard.test.FreshDatabase;

/** A database as Flyway leaves it, without Flyway. */
final class MigratedDatabase {

    private MigratedDatabase() {}

    static void toVersion1(FreshDatabase database) {
        database.execute(
                "CREATE TABLE \"flyway_schema_history\" (\"installed_rank\" INT NOT NULL PRIMARY KEY,"
                        + " \"version\" VARCHAR(50), \"description\" VARCHAR(200) NOT NULL, \"type\" VARCHAR(20) NOT NULL,"
                        + " \"script\" VARCHAR(1000) NOT NULL, \"checksum\" INT, \"installed_by\" VARCHAR(100) NOT NULL,"
                        + " \"installed_on\" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL, \"execution_time\" INT NOT NULL,"
                        + " \"success\" BOOLEAN NOT NULL)",
                "INSERT INTO \"flyway_schema_history\" VALUES (1, '1', 'first', 'SQL', 'V1__first.sql', 0, 'test',"
                        + " CURRENT_TIMESTAMP, 1, TRUE)");
    }

    static void toVersion2(FreshDatabase database, boolean success) {
        database.execute(
                "INSERT INTO \"flyway_schema_history\" VALUES (2, '2', 'second', 'SQL', 'V2__second.sql', 0, 'test',"
                        + " CURRENT_TIMESTAMP, 1, " + success + ")");
    }
}
