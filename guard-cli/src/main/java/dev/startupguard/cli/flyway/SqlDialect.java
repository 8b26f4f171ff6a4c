package dev.startupguard.cli.flyway;

import java.util.Locale;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.database.h2.H2DatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.ParserSqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;
import org.flywaydb.database.mysql.MySQLDatabaseType;
import org.flywaydb.database.mysql.mariadb.MariaDBDatabaseType;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.flywaydb.database.sqlserver.SQLServerDatabaseType;
import org.jspecify.annotations.Nullable;

/** The kinds of database whose migrations can be read without a connection. */
public enum SqlDialect {
    POSTGRESQL("public", new PostgreSQLDatabaseType()),
    /** Has no default schema: a script is run in the database that it is for. */
    MARIADB(null, new MariaDBDatabaseType()),
    MYSQL(null, new MySQLDatabaseType()),
    SQLSERVER("dbo", new SQLServerDatabaseType()),
    H2("PUBLIC", new H2DatabaseType());

    private final @Nullable String defaultSchema;
    private final BaseDatabaseType type;

    SqlDialect(@Nullable String defaultSchema, BaseDatabaseType type) {
        this.defaultSchema = defaultSchema;
        this.type = type;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String defaultSchema() {
        return defaultSchema;
    }

    /** Flyway's parser for it. PostgreSQL's looks at the server's version, where there is a server. */
    SqlScriptFactory scripts(Configuration configuration, ParsingContext context) {
        if (this != POSTGRESQL) {
            return type.createSqlScriptFactory(configuration, context);
        }
        ParsingContext withoutServer = PostgreSql12Parser.context(context);
        return (resource, mixed, files) -> new ParserSqlScript(
                new PostgreSql12Parser(configuration, withoutServer),
                resource,
                SqlScriptMetadata.getMetadataResource(files, resource),
                mixed);
    }
}
