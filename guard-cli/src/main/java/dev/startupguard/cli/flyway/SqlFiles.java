package dev.startupguard.cli.flyway;

import dev.startupguard.cli.console.CliFailure;
import dev.startupguard.cli.console.Redaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.core.internal.util.AbbreviationUtils;
import org.jspecify.annotations.Nullable;

/** The SQL files of a build, as Flyway's parser for one kind of database reads them. */
final class SqlFiles {
    private final Configuration configuration;
    private final ResourceProvider files;
    private final SqlScriptFactory scripts;
    private final Map<String, LoadableResource> byPath = new HashMap<>();

    SqlFiles(Configuration configuration, Scanner<JavaMigration> files, SqlScriptFactory scripts) {
        this.configuration = configuration;
        this.files = files;
        this.scripts = scripts;
        for (LoadableResource file : files.getResources("", configuration.getSqlMigrationSuffixes())) {
            byPath.put(file.getAbsolutePathOnDisk(), file);
        }
    }

    PendingMigration migration(int rank, ResolvedMigration resolved) {
        return migration(
                rank,
                resolved.getVersion(),
                resolved.getDescription(),
                resolved.getType(),
                resolved.getScript(),
                resolved.getChecksum(),
                resolved.getPhysicalLocation());
    }

    PendingMigration migration(
            int rank,
            @Nullable MigrationVersion version,
            String description,
            MigrationType type,
            String script,
            @Nullable Integer checksum,
            String path) {
        LoadableResource file = byPath.get(path);
        if (type != CoreMigrationType.SQL || file == null) {
            throw Refusals.notSql(script);
        }
        // A placeholder can stand for any text.
        StreamedResource streamed = new StreamedResource(
                file,
                List.of(PendingFloor.TABLE, configuration.getPlaceholderPrefix().toLowerCase(Locale.ROOT)));
        SqlScript parsed = parsed(streamed);
        return new PendingMigration(
                rank,
                version == null ? null : version.getVersion(),
                AbbreviationUtils.abbreviateDescription(description),
                AbbreviationUtils.abbreviateScript(script),
                checksum,
                parsed,
                streamed.hasFound());
    }

    /** Parses it to the end, so that nothing is written where a file further down is broken. */
    private SqlScript parsed(LoadableResource file) {
        try {
            SqlScript script = scripts.createSqlScript(file, configuration.isMixed(), files);
            script.validate();
            return script;
        } catch (FlywayException e) {
            throw CliFailure.finding(
                    "The migration " + file.getRelativePath() + " cannot be read as statements: " + Redaction.of(e)
                            + ".",
                    "SQL that Flyway parses, in the encoding " + configuration.getEncoding() + " (flyway.encoding).",
                    "correct the line that is named, the placeholder or the encoding.");
        }
    }

    List<SqlStatementText> statements(String script) {
        List<SqlStatementText> statements = new ArrayList<>();
        try (SqlStatementIterator parsed =
                scripts.createSqlScript(new StringResource(script), true, null).getSqlStatements()) {
            for (SqlStatement each = parsed.next(); each != null; each = parsed.next()) {
                statements.add(new SqlStatementText(each.getSql(), each.getLineNumber(), null));
            }
        }
        return statements;
    }
}
