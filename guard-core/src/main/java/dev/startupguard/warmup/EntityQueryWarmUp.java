package dev.startupguard.warmup;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads at most one row of each JPA entity, which parses mappings and queries, prepares statements and loads classes before the
 * first user does it, and finds an entity that does not fit the schema.
 */
public final class EntityQueryWarmUp {
    private static final Logger log = LoggerFactory.getLogger(EntityQueryWarmUp.class);

    private EntityQueryWarmUp() {}

    /** A task that needs the schema. An entity that fails is named in the report, and keeps no other from being read. */
    public static WarmUpTask task(String name, EntityManagerFactory factory) {
        return WarmUpTask.of(name, () -> readAll(factory)).needingSchema();
    }

    private static void readAll(EntityManagerFactory factory) throws WarmUpException, InterruptedException {
        List<String> failures = new ArrayList<>();
        // Mapped superclasses and embeddables are no entities and not in this set; an abstract entity is,
        // and can be queried.
        List<EntityType<?>> entities = factory.getMetamodel().getEntities().stream()
                .sorted(Comparator.comparing(EntityType::getName))
                .toList();
        for (EntityType<?> entity : entities) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The reading of entities was stopped before " + entity.getName() + ".");
            }
            try {
                readOne(factory, entity);
            } catch (RuntimeException | LinkageError failure) { // also a converter's or a listener's
                log.debug("Entity {} cannot be read.", entity.getName(), failure);
                failures.add(entity.getName() + " (" + FailureText.of(failure) + ")");
            }
        }
        if (!failures.isEmpty()) {
            throw new WarmUpException(failures.size() + " of " + entities.size() + " entities cannot be read: "
                    + String.join(", ", failures)
                    + ". Expected each to fit the schema; check its mapping and the migrations");
        }
    }

    private static <T> void readOne(EntityManagerFactory factory, EntityType<T> entity) {
        // One entity manager each: after an exception it may not be used again (Jakarta Persistence, section 3.3.2).
        try (EntityManager entities = factory.createEntityManager()) {
            // By criteria: an entity's name may be a word of the query language.
            CriteriaQuery<T> query = entities.getCriteriaBuilder().createQuery(entity.getJavaType());
            query.select(query.from(entity));
            // No query time-out: H2 keeps it for the connection, which goes back to the pool. The
            // task's time limit stands.
            entities.createQuery(query).setMaxResults(1).getResultList();
        }
    }
}
