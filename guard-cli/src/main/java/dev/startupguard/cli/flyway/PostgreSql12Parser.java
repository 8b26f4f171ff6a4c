package dev.startupguard.cli.flyway;

import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.parser.Token;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.jspecify.annotations.Nullable;

/** Flyway's parser as it is on a server of version 12 or later; without a connection it assumes an older one. */
final class PostgreSql12Parser extends PostgreSQLParser {
    private static final Pattern ADD_VALUE = Pattern.compile("^ALTER TYPE( .*)? ADD VALUE");

    PostgreSql12Parser(Configuration configuration, ParsingContext context) {
        super(configuration, context);
    }

    /** The same context, for parsers of this class. */
    static ParsingContext context(ParsingContext context) {
        ParsingContext withoutServer = new WithoutServer();
        withoutServer.getPlaceholders().putAll(context.getPlaceholders());
        return withoutServer;
    }

    @Override
    protected @Nullable Boolean detectCanExecuteInTransaction(String statement, List<Token> keywords) {
        return ADD_VALUE.matcher(statement).matches() ? null : super.detectCanExecuteInTransaction(statement, keywords);
    }

    /**
     * Flyway asks for the server's version after each word of a statement, and goes on without it if that fails. The exception of a
     * server that is null, with its stack and a message made for it, took half of the time of a script.
     */
    private static final class WithoutServer extends ParsingContext {
        private static final NoServer NO_SERVER = new NoServer();

        @Override
        public Database<?> getDatabase() {
            throw NO_SERVER;
        }
    }

    private static final class NoServer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoServer() {
            super("There is no server", null, false, false);
        }
    }
}
