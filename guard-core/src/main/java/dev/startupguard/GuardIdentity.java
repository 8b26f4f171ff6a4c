package dev.startupguard;

import java.util.random.RandomGenerator;

/**
 * Who this instance is.
 *
 * @param deployment the instances of one build: slot, colour, release
 * @param role {@code web}, {@code worker}, ...
 * @param instance name of this JVM, unique among those that share the database
 */
public record GuardIdentity(String deployment, String role, String instance) {

    /** Host name where it is known without asking the network, process id, and four random digits: hosts can share both. */
    static String defaultInstance(RandomGenerator random) {
        String host = System.getenv("HOSTNAME");
        String name = host == null || !host.matches(ConfigurationReader.NAME) ? "instance" : host;
        return "%s-%d-%04x".formatted(name, ProcessHandle.current().pid(), random.nextInt(0x10000));
    }
}
