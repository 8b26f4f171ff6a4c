package dev.startupguard.test;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The databases that the guard is tested on. One server of each kind per JVM, started at its first use and stopped with the
 * JVM; {@link #create()} gives a database of its own on it.
 *
 * <p>PostgreSQL comes from embedded binaries where Docker is missing. A test that asks for MariaDB without Docker is skipped
 * with the reason.
 */
public enum TestDatabase {
    H2 {
        @Override
        public FreshDatabase create() {
            String url = "jdbc:h2:mem:" + uniqueName() + ";DB_CLOSE_DELAY=-1";
            return new FreshDatabase(this, url, "sa", "h2 secret");
        }
    },
    POSTGRESQL {
        @Override
        public FreshDatabase create() {
            String name = uniqueName();
            DatabaseServer server = PostgresServer.get();
            server.admin().execute("CREATE DATABASE " + name);
            return server.database(this, name);
        }
    },
    MARIADB {
        @Override
        public FreshDatabase create() {
            String name = uniqueName();
            DatabaseServer server = MariaDbServer.get();
            server.admin().execute("CREATE DATABASE " + name);
            return server.database(this, name);
        }
    };

    /** Creates an empty database that nobody else uses. */
    public abstract FreshDatabase create();

    /** Creates an empty H2 database in a file below the folder, which several connections and processes can open together. */
    public static FreshDatabase h2File(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve(uniqueName()).toAbsolutePath() + ";AUTO_SERVER=TRUE";
        FreshDatabase database = new FreshDatabase(H2, url, "sa", "h2 secret");
        try {
            database.dataSource().getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("H2 did not create " + database, e);
        }
        return database;
    }

    /** Every kind, for {@code @MethodSource("dev.startupguard.test.TestDatabase#all")}; {@code @EnumSource} does as well. */
    public static Stream<TestDatabase> all() {
        return Arrays.stream(values());
    }

    private static String uniqueName() {
        return "guard_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
