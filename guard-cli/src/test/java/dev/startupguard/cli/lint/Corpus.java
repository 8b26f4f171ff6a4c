package dev.startupguard.cli.lint;

import dev.startupguard.cli.flyway.PendingMigration;
import dev.startupguard.cli.flyway.SqlDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Labelled statements of one dialect, and what the linter says about them. */
final class Corpus {
    private static final Path FOLDER = Path.of("src/test/resources/lint");

    private final SqlDialect dialect;
    private final List<Case> cases = new ArrayList<>();

    /** Takes the cases one after the other. */
    @FunctionalInterface
    interface CaseSink {
        void accept(LintSettings settings, List<PendingMigration> migrations) throws IOException;
    }

    /**
     * One labelled case.
     *
     * @param dialect MySQL where the corpus of MariaDB says so
     * @param isPlain whether nobody set a lock time-out, and Flyway holds its transactional lock
     * @param migrations one text for each migration
     */
    private record Case(
            String name, Set<String> expected, SqlDialect dialect, boolean isPlain, List<String> migrations) {

        LintSettings settings() {
            return new LintSettings(dialect, !isPlain, isPlain, Set.of());
        }
    }

    /** The rules that were found rightly, missed, and found wrongly, with the names of their cases. */
    record Result(int cases, int harmless, int right, List<String> missed, List<String> wrong) {

        String precision() {
            return percent(right, right + wrong.size());
        }

        String recall() {
            return percent(right, right + missed.size());
        }

        private static String percent(int part, int whole) {
            return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
        }
    }

    Corpus(SqlDialect dialect) {
        this.dialect = dialect;
        try {
            read(Files.readString(FOLDER.resolve(dialect.name().toLowerCase(Locale.ROOT) + ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String text) {
        String[] parts = text.split("(?m)^=== ");
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            String[] head = parts[i].substring(0, end).split("\\s*\\|\\s*");
            Set<String> expected = head[1].strip().equals("nothing")
                    ? Set.of()
                    : Set.of(head[1].strip().split("\\s*,\\s*"));
            expected.forEach(id -> Rule.byId(id).orElseThrow(() -> new IllegalArgumentException("No rule " + id)));
            boolean isPlain = head.length > 2 && head[2].strip().equals("plain");
            boolean isMySql = head.length > 2 && head[2].strip().equals("mysql");
            cases.add(new Case(
                    head[0],
                    expected,
                    isMySql ? SqlDialect.MYSQL : dialect,
                    isPlain,
                    List.of(parts[i].substring(end + 1).split("(?m)^---\n"))));
        }
    }

    void forEach(Path folder, CaseSink sink) throws IOException {
        Map<Integer, List<PendingMigration>> byCase = byCase(folder);
        for (int i = 0; i < cases.size(); i++) {
            sink.accept(cases.get(i).settings(), byCase.get(i + 1));
        }
    }

    /** Reads all with Flyway's parser. */
    private Map<Integer, List<PendingMigration>> byCase(Path folder) {
        LintedFolder linted = new LintedFolder(folder);
        for (int i = 0; i < cases.size(); i++) {
            List<String> migrations = cases.get(i).migrations();
            for (int k = 0; k < migrations.size(); k++) {
                linted.with("V" + (i + 1) + "." + (k + 1) + "__case.sql", migrations.get(k));
            }
        }
        return linted.migrations(dialect).stream()
                .collect(Collectors.groupingBy(
                        migration -> Integer.valueOf(migration.version().split("\\.")[0]),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** Looks at each case as if it were alone. */
    Result lint(Path folder) throws IOException {
        Map<Integer, List<PendingMigration>> byCase = byCase(folder);
        int right = 0;
        List<String> missed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case each = cases.get(i);
            Set<String> found = found(each, byCase.get(i + 1));
            for (String rule : each.expected()) {
                right += found.contains(rule) ? 1 : 0;
            }
            difference(each.expected(), found).forEach(rule -> missed.add(rule + ": " + each.name()));
            difference(found, each.expected()).forEach(rule -> wrong.add(rule + ": " + each.name()));
        }
        int harmless =
                (int) cases.stream().filter(each -> each.expected().isEmpty()).count();
        return new Result(cases.size(), harmless, right, missed, wrong);
    }

    private Set<String> found(Case each, List<PendingMigration> migrations) throws IOException {
        return Linter.lint(each.settings(), migrations).findings().stream()
                .filter(finding -> finding.acknowledged() == null)
                .map(finding -> finding.rule().id())
                .collect(Collectors.toSet());
    }

    private static Set<String> difference(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }
}
