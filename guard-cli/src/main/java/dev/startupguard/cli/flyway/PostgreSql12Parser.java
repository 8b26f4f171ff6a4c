package dev.startupguard.cli.flyway;

import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.Configuration;
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

    @Override
    protected @Nullable Boolean detectCanExecuteInTransaction(String statement, List<Token> keywords) {
        return ADD_VALUE.matcher(statement).matches() ? null : super.detectCanExecuteInTransaction(statement, keywords);
    }
}
