package dev.startupguard.cli.flyway;

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

/** The kinds of database whose migrations can be read without a connection. */
public enum SqlDialect {
    POSTGRESQL(new PostgreSQLDatabaseType()),
    MARIADB(new MariaDBDatabaseType()),
    MYSQL(new MySQLDatabaseType()),
    SQLSERVER(new SQLServerDatabaseType()),
    H2(new H2DatabaseType());

    private final BaseDatabaseType type;

    SqlDialect(BaseDatabaseType type) {
        this.type = type;
    }

    /** Flyway's parser for it. PostgreSQL's looks at the server's version, where there is a server. */
    SqlScriptFactory scripts(Configuration configuration, ParsingContext context) {
        return this == POSTGRESQL
                ? (resource, mixed, files) -> new ParserSqlScript(
                        new PostgreSql12Parser(configuration, context),
                        resource,
                        SqlScriptMetadata.getMetadataResource(files, resource),
                        mixed)
                : type.createSqlScriptFactory(configuration, context);
    }
}
