package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.SqlDialect;
import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code CREATE … INDEX} behind its first word. */
final class CreateIndexReader {
    private CreateIndexReader() {}

    static boolean seesIndex(Cursor statement) {
        if (!statement.has("INDEX")) {
            return statement.sees("PRIMARY", "KEY");
        }
        for (String word : List.of(
                "UNIQUE",
                "FULLTEXT",
                "SPATIAL",
                "CLUSTERED",
                "NONCLUSTERED",
                "COLUMNSTORE",
                "INDEX",
                "PRIMARY",
                "XML",
                "NULLS",
                "HASH")) {
            if (statement.sees(word)) {
                return true;
            }
        }
        return false;
    }

    static List<Change> read(Cursor statement, boolean replaces) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (statement.dialect() == SqlDialect.SQLSERVER && statement.take("FULLTEXT INDEX ON")) {
            // Filled in the background.
            Name table = statement.name();
            statement.rest();
            return List.of(Change.of(Kind.TABLE_CHANGED, table));
        }
        if (statement.take("PRIMARY KEY")) {
            // H2: with HASH, or without.
            traits.add(Trait.UNIQUE);
            statement.take("HASH");
        }
        while (!statement.sees("ON") && !statement.take("INDEX")) {
            Token word = statement.take();
            if (word.is("UNIQUE")) {
                traits.add(Trait.UNIQUE);
            } else if (word.is("FULLTEXT") || word.is("SPATIAL")) {
                traits.add(Trait.SPECIAL_INDEX);
            }
        }
        boolean isOnline = statement.take("CONCURRENTLY")
                || statement.has("ONLINE", "=", "ON")
                || statement.isMySql() && MySqlAlterReader.isOnline(statement);
        if (isOnline) {
            traits.add(Trait.ONLINE);
        }
        if (statement.isMySql() && MySqlAlterReader.isCopying(statement)) {
            traits.add(Trait.COPYING);
        }
        statement.take("IF NOT EXISTS");
        String name = statement.sees("ON") ? "" : statement.name().name();
        while (!statement.take("ON")) {
            statement.take();
        }
        statement.take("ONLY");
        Name table = statement.name();
        statement.rest();
        List<Change> changes = new ArrayList<>();
        if (replaces) {
            changes.add(Change.of(Kind.INDEX_DROPPED, table, name, ""));
        }
        changes.add(new Change(Kind.INDEX_CREATED, table, name, traits, ""));
        return changes;
    }
}
