package dev.startupguard.test;

import java.util.function.UnaryOperator;

/** A running server: who administers it, and the URL of a database on it. */
record DatabaseServer(FreshDatabase admin, UnaryOperator<String> urlOf) {

    FreshDatabase database(TestDatabase kind, String name) {
        return new FreshDatabase(kind, urlOf.apply(name), admin.user(), admin.password());
    }
}
