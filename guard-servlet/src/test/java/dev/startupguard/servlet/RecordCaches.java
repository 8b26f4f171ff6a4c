package dev.startupguard.servlet;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * The JDK's caches of one entry each that keep the component type of the record last linked anywhere, and its class loader
 * with it (JDK-8078641; strongly in 17, softly since): no leak, as they never hold more than that one.
 */
final class RecordCaches {

    private record Own(RecordCaches component) {}

    private RecordCaches() {}

    /** Links a record of the tests, so that no other is held. */
    static void displace() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle component = lookup.findVirtual(Own.class, "component", MethodType.methodType(RecordCaches.class));
        link(lookup, "equals", MethodType.methodType(boolean.class, Own.class, Object.class), component);
        link(lookup, "hashCode", MethodType.methodType(int.class, Own.class), component);
    }

    private static void link(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, Own.class, "component", component);
    }
}
