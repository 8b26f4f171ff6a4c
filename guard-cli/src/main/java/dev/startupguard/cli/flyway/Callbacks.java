package dev.startupguard.cli.flyway;

import java.util.Optional;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;

/** SQL files that Flyway runs around migrations. */
final class Callbacks {
    private Callbacks() {}

    static Optional<String> in(ResourceProvider files, Configuration configuration) {
        ResourceNameParser names = new ResourceNameParser(configuration);
        for (LoadableResource file : files.getResources("", configuration.getSqlMigrationSuffixes())) {
            ResourceName name = names.parse(file.getFilename());
            if (Event.fromId(name.getPrefix()) != null) {
                return Optional.of(file.getRelativePath());
            }
        }
        return Optional.empty();
    }
}
