package dev.startupguard.cli.lint;

import dev.startupguard.cli.lint.Change.Kind;
import dev.startupguard.cli.lint.Change.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code SET} and {@code RESET} behind that word. */
final class SettingReader {
    private final Cursor statement;

    private SettingReader(Cursor statement) {
        this.statement = statement;
    }

    static List<Change> read(String first, Cursor statement) {
        return new SettingReader(statement).read(first);
    }

    private List<Change> read(String first) {
        if (statement.isMySql()) {
            if (first.equals("RESET")) {
                throw new NotUnderstood("this kind of RESET is not known");
            }
            if (statement.take("DEFAULT ROLE")) {
                return List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
            }
            if (statement.sees("GLOBAL") || statement.sees("PERSIST") || statement.sees("@@GLOBAL")) {
                return setForAll();
            }
        }
        statement.takeAny("LOCAL", "SESSION");
        if (statement.atEnd()) {
            throw new NotUnderstood("nothing is set");
        }
        String name = statement.take().text().toLowerCase(Locale.ROOT);
        while (name.startsWith("@@") && statement.take(".")) {
            name = statement.take().text().toLowerCase(Locale.ROOT);
        }
        if (name.equals("statement") && statement.has("FOR")) {
            // MariaDB: SET STATEMENT a=b FOR statement.
            boolean waits = statement.has("lock_wait_timeout");
            while (!statement.take("FOR")) {
                statement.take();
            }
            return StatementReader.read(statement.dialect(), statement.rest()).stream()
                    .map(change -> waits ? change.with(Trait.WAITS) : change)
                    .toList();
        }
        if (name.equals("password")) {
            return List.of(Change.of(Kind.RIGHTS_REVOKED, Name.NONE));
        }
        statement.takeAny("=", "TO");
        String value = first.equals("RESET") ? "default" : ColumnReader.text(statement.rest());
        return List.of(Change.of(Kind.SETTING_CHANGED, Name.NONE, name.replace("@", ""), value));
    }

    /** MySQL and MariaDB: sessions of running builds have it, too. */
    private List<Change> setForAll() {
        List<Change> changes = new ArrayList<>();
        while (!statement.atEnd()) {
            Cursor one = statement.upToComma();
            if (one.takeAny("GLOBAL", "PERSIST", "@@GLOBAL .")) {
                changes.addAll(AlterAccessReader.setting(one.word()));
            }
        }
        return changes;
    }
}
