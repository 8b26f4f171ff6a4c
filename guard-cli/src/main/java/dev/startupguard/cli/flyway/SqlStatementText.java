package dev.startupguard.cli.flyway;

import org.jspecify.annotations.Nullable;

/**
 * One statement as Flyway would send it, placeholders replaced.
 *
 * @param sql without its delimiter, with the comments before it
 * @param line where it begins in its file
 * @param copyData the lines behind PostgreSQL's {@code COPY … FROM STDIN}, or null for any other statement
 */
public record SqlStatementText(
        String sql, int line, @Nullable String copyData) {}
