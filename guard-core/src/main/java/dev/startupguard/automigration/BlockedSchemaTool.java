package dev.startupguard.automigration;

import java.util.Locale;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.Action;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.hibernate.tool.schema.spi.ExtractionTool;
import org.hibernate.tool.schema.spi.GenerationTarget;
import org.hibernate.tool.schema.spi.GeneratorSynchronizer;
import org.hibernate.tool.schema.spi.SchemaCreator;
import org.hibernate.tool.schema.spi.SchemaDropper;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaMigrator;
import org.hibernate.tool.schema.spi.SchemaPopulator;
import org.hibernate.tool.schema.spi.SchemaTruncator;
import org.hibernate.tool.schema.spi.SchemaValidator;
import org.hibernate.tool.schema.spi.TargetDescriptor;

/**
 * Hibernate's schema tool with the way to the database cut off, for what does not go by the registry's settings: {@code
 * Persistence.generateSchema}, which uses the settings as they were before, has no effect on the database; a call of the {@code
 * SchemaManager} by the application is refused, since its caller relies on the effect. Scripts and validation are left alone.
 */
final class BlockedSchemaTool implements SchemaManagementTool, ServiceRegistryAwareService {

    private static final long serialVersionUID = 1L;

    private final transient SchemaManagementTool tool;
    private final transient Blockade blockade;

    private BlockedSchemaTool(SchemaManagementTool tool, Blockade blockade) {
        this.tool = tool;
        this.blockade = blockade;
    }

    @Override
    public void injectServices(ServiceRegistryImplementor registry) {
        if (tool instanceof ServiceRegistryAwareService aware) {
            aware.injectServices(registry);
        }
        tool.setCustomDatabaseGenerationTarget(Discarding.TARGET);
    }

    @Override
    public SchemaCreator getSchemaCreator(Map<String, Object> options) {
        return checked(options).getSchemaCreator(options);
    }

    @Override
    public SchemaDropper getSchemaDropper(Map<String, Object> options) {
        return checked(options).getSchemaDropper(options);
    }

    @Override
    public SchemaMigrator getSchemaMigrator(Map<String, Object> options) {
        return checked(options).getSchemaMigrator(options);
    }

    @Override
    public SchemaPopulator getSchemaPopulator(Map<String, Object> options) {
        return checked(options).getSchemaPopulator(options);
    }

    @Override
    public SchemaTruncator getSchemaTruncator(Map<String, Object> options) {
        return checked(options).getSchemaTruncator(options);
    }

    @Override
    public GeneratorSynchronizer getSequenceSynchronizer(Map<String, Object> options) {
        checked(options);
        // Not the real one: it takes numbers from sequences to find out where they are, before it comes to the target.
        return (metadata, execution, filter, target) -> {};
    }

    @Override
    public SchemaValidator getSchemaValidator(Map<String, Object> options) {
        return tool.getSchemaValidator(options);
    }

    @Override
    public ExtractionTool getExtractionTool() {
        return tool.getExtractionTool();
    }

    @Override
    public GenerationTarget[] buildGenerationTargets(
            TargetDescriptor target, JdbcContext context, Map<String, Object> options, boolean needsAutoCommit) {
        return tool.buildGenerationTargets(target, context, options, needsAutoCommit);
    }

    /** Ignored: another target would lead to the database again. */
    @Override
    public void setCustomDatabaseGenerationTarget(GenerationTarget target) {}

    private SchemaManagementTool checked(Map<String, Object> options) {
        Object action = options == null ? null : options.get(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION);
        if (action instanceof Action called && isCallOfSchemaManager(options)) {
            String name = called.name().toLowerCase(Locale.ROOT).replace('_', '-');
            blockade.report(
                    "a call of the schema manager", SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, name);
            throw new SchemaManagementException(
                    ("The schema manager was called to %s the schema of %s; guard.auto-migration=%s refuses that. Run the migrations"
                                    + " as a step of the release, or set guard.auto-migration=allow in tests and on a developer's machine.")
                            .formatted(
                                    name,
                                    blockade.target().shown(),
                                    blockade.policy().label()));
        }
        return tool;
    }

    /** It is the one caller that hands over both actions as constants. */
    private static boolean isCallOfSchemaManager(Map<String, Object> options) {
        return options.get(SchemaToolingSettings.JAKARTA_HBM2DDL_SCRIPTS_ACTION) == Action.NONE;
    }

    /** Makes the tool that Hibernate would use, and cuts it off. */
    record Initiator(Blockade blockade) implements StandardServiceInitiator<SchemaManagementTool> {

        @Override
        public Class<SchemaManagementTool> getServiceInitiated() {
            return SchemaManagementTool.class;
        }

        @Override
        public SchemaManagementTool initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new BlockedSchemaTool(
                    SchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry), blockade);
        }
    }

    /** A target that takes every command and executes none. */
    private enum Discarding implements GenerationTarget {
        TARGET;

        @Override
        public void prepare() {}

        @Override
        public void accept(String command) {}

        @Override
        public void release() {}
    }
}
