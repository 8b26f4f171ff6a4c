package dev.startupguard.cli.lint;

/** Whether the migrations have raised the floor so far: after that, builds that would break are kept away. */
final class FloorRaise {
    private String where = "";

    void raised(String script, int line) {
        if (where.isEmpty()) {
            where = script + ", line " + line;
        }
    }

    boolean isRaised() {
        return !where.isEmpty();
    }

    String reason() {
        return "the floor is raised in " + where;
    }
}
