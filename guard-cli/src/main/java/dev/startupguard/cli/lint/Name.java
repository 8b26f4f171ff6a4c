package dev.startupguard.cli.lint;

/**
 * The name of a table or another object, folded so that equal names compare as equal.
 *
 * @param schema empty where the statement names none, or the dialect's usual one
 */
record Name(String schema, String name) {
    static final Name NONE = new Name("", "");

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
