package dev.startupguard.automigration;

import java.util.List;
import java.util.Map;

/**
 * The tables that Hibernate makes when it starts, whatever the schema actions say, to carry out bulk statements: {@code HTE_...} and
 * {@code HT_...}, global temporary ones on H2, Oracle and SAP HANA, ordinary ones on databases without temporary tables.
 */
final class BulkTables {

    private static final List<String> SETTINGS = List.of(
            "hibernate.query.mutation_strategy.global_temporary.create_tables",
            "hibernate.query.mutation_strategy.persistent.create_tables");

    /** Where the first of the settings takes effect with Hibernate's default strategy. */
    private static final List<String> WITH_GLOBAL_TABLES = List.of("jdbc:h2:", "jdbc:oracle:", "jdbc:sap:");

    private BulkTables() {}

    static void switchOff(Map<String, Object> settings, Blockade blockade) {
        for (String setting : SETTINGS) {
            Object value = settings.put(setting, "false");
            boolean isAskedFor = value == null ? isMadeByDefault(setting, blockade) : isTrue(value);
            if (isAskedFor) {
                blockade.report(
                        "tables for bulk statements made by Hibernate",
                        setting,
                        value == null ? "true (by default)" : "true");
            }
        }
    }

    private static boolean isTrue(Object value) {
        return Boolean.parseBoolean(String.valueOf(HibernateTarget.resolved(value)));
    }

    private static boolean isMadeByDefault(String setting, Blockade blockade) {
        String url = blockade.target().url();
        return setting.equals(SETTINGS.get(0))
                && url != null
                && WITH_GLOBAL_TABLES.stream().anyMatch(url::startsWith);
    }
}
