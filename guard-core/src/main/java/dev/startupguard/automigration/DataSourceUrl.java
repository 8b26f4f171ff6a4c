package dev.startupguard.automigration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a data source's URL by the getters that pools and drivers have in common, since {@link DataSource} itself has none and a
 * dependency on each of them is out of the question.
 */
final class DataSourceUrl {

    private static final Logger log = LoggerFactory.getLogger(DataSourceUrl.class);

    private static final List<String> URL_GETTERS = List.of("getJdbcUrl", "getUrl", "getURL");

    private static final List<String> DELEGATE_GETTERS =
            List.of("getTargetDataSource", "getDataSource", "getWrappedDataSource", "getRealDataSource", "getDelegate");

    private DataSourceUrl() {}

    static Optional<String> find(DataSource dataSource) {
        return find(dataSource, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Optional<String> find(DataSource dataSource, Set<DataSource> seen) {
        if (!seen.add(dataSource)) {
            return Optional.empty();
        }
        return stated(dataSource)
                .or(() -> DELEGATE_GETTERS.stream()
                        .map(getter -> call(dataSource, getter))
                        .filter(DataSource.class::isInstance)
                        .map(DataSource.class::cast)
                        .flatMap(each -> find(each, seen).stream())
                        .findFirst())
                .or(() -> unwrapped(dataSource).flatMap(each -> find(each, seen)));
    }

    private static Optional<String> stated(DataSource dataSource) {
        return URL_GETTERS.stream()
                .map(getter -> call(dataSource, getter))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(each -> !each.isBlank())
                .findFirst();
    }

    private static Optional<DataSource> unwrapped(DataSource dataSource) {
        try {
            return Optional.ofNullable(dataSource.unwrap(DataSource.class));
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            log.debug("{} cannot be unwrapped", dataSource.getClass().getName(), e);
            return Optional.empty();
        }
    }

    private static @Nullable Object call(DataSource dataSource, String getter) {
        try {
            Method method = dataSource.getClass().getMethod(getter);
            // The class itself is often hidden, as a proxy or an inner class; its public getter is meant to be
            // called all the same.
            return method.canAccess(dataSource) || method.trySetAccessible() ? method.invoke(dataSource) : null;
        } catch (NoSuchMethodException e) {
            return null;
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            log.debug("{}.{} does not answer", dataSource.getClass().getName(), getter, e);
            return null;
        }
    }
}
