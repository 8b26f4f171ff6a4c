package dev.startupguard.sample;

import dev.startupguard.test.FreshDatabase;
import dev.startupguard.test.TestDatabase;
import java.nio.file.Path;

/** Fresh databases, none of them inside the test's process alone: the guard lets such a one be migrated at start-up. */
public final class Databases {
    private Databases() {}

    public static FreshDatabase create(TestDatabase kind, Path folder) {
        return kind == TestDatabase.H2 ? TestDatabase.h2File(folder) : kind.create();
    }
}
