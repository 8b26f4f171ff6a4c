package dev.startupguard.automigration;

import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.cfg.Configuration;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;

/** The ways to start Hibernate. */
enum Bootstrap {
    JPA {
        @Override
        AutoCloseable start(Map<String, Object> settings) {
            return Persistence.createEntityManagerFactory(configuration(settings));
        }

        @Override
        AutoCloseable startWithoutContributor(Map<String, Object> settings) {
            return org.hibernate.jpa.boot.spi.Bootstrap.getEntityManagerFactoryBuilder(
                            new PersistenceConfigurationDescriptor(configuration(settings)),
                            Map.of(),
                            new WithoutContributor())
                    .build();
        }

        private PersistenceConfiguration configuration(Map<String, Object> settings) {
            return new PersistenceConfiguration("test")
                    .managedClass(Attendee.class)
                    .managedClass(Seat.class)
                    .properties(settings);
        }
    },

    NATIVE {
        @Override
        AutoCloseable start(Map<String, Object> settings) {
            return build(
                    new StandardServiceRegistryBuilder().applySettings(settings).build());
        }

        @Override
        AutoCloseable startWithoutContributor(Map<String, Object> settings) {
            return build(new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                            .applyClassLoaderService(new WithoutContributor())
                            .build())
                    .applySettings(settings)
                    .build());
        }

        private AutoCloseable build(StandardServiceRegistry registry) {
            return new MetadataSources(registry)
                    .addAnnotatedClass(Attendee.class)
                    .addAnnotatedClass(Seat.class)
                    .buildMetadata()
                    .buildSessionFactory();
        }
    },

    /** The way that native applications are mostly written. */
    CONFIGURATION {
        @Override
        AutoCloseable start(Map<String, Object> settings) {
            Properties properties = new Properties();
            properties.putAll(settings);
            return new Configuration()
                    .addAnnotatedClass(Attendee.class)
                    .addAnnotatedClass(Seat.class)
                    .addProperties(properties)
                    .buildSessionFactory();
        }

        @Override
        AutoCloseable startWithoutContributor(Map<String, Object> settings) {
            return NATIVE.startWithoutContributor(settings);
        }
    },

    /** The way of containers and of Spring. */
    CONTAINER {
        @Override
        AutoCloseable start(Map<String, Object> settings) {
            return new HibernatePersistenceProvider()
                    .createContainerEntityManagerFactory(new UnitOfContainer(settings), Map.of());
        }

        @Override
        AutoCloseable startWithoutContributor(Map<String, Object> settings) {
            return JPA.startWithoutContributor(settings);
        }
    };

    abstract AutoCloseable start(Map<String, Object> settings);

    /** As if this library were not there, to see what is kept from happening. */
    abstract AutoCloseable startWithoutContributor(Map<String, Object> settings);

    private static final class WithoutContributor extends ClassLoaderServiceImpl {

        private static final long serialVersionUID = 1L;

        @Override
        public <S> Collection<S> loadJavaServices(Class<S> serviceContract) {
            return super.loadJavaServices(serviceContract).stream()
                    .filter(each -> !(each instanceof SchemaGenerationContributor))
                    .toList();
        }
    }
}
