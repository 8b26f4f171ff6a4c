package dev.startupguard.cli.flyway;

import java.lang.reflect.Field;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement;
import org.jspecify.annotations.Nullable;

/** The data of a COPY statement, which Flyway's class for it keeps to itself. */
final class CopyData {
    private CopyData() {}

    static @Nullable String of(SqlStatement statement) {
        if (!(statement instanceof PostgreSQLCopyParsedStatement)) {
            return null;
        }
        try {
            Field data = PostgreSQLCopyParsedStatement.class.getDeclaredField("copyData");
            data.setAccessible(true);
            return (String) data.get(statement);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Flyway's COPY statement has no field copyData any more; this tool is built for the version it comes with",
                    e);
        }
    }
}
