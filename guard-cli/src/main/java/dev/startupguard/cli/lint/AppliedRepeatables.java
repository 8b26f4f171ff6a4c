package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.MigrationPlan;
import dev.startupguard.cli.target.Target;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** The repeatable migrations in a history: where one of them is pending again, it has changed. */
final class AppliedRepeatables {
    private AppliedRepeatables() {}

    static Set<String> in(Target target, MigrationPlan plan) {
        if (plan.history() == null) {
            return Set.of();
        }
        return target.connect(connection -> {
            String quote = connection.getMetaData().getIdentifierQuoteString();
            String query = "SELECT " + quote + "script" + quote + " FROM " + plan.qualifiedTable() + " WHERE " + quote
                    + "version" + quote + " IS NULL";
            Set<String> scripts = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    scripts.add(rows.getString(1));
                }
            }
            return scripts;
        });
    }
}
