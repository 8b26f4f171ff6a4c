package dev.startupguard.warmup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads how many connections a pool keeps at least, by the getters that pools have, without depending on any of them. */
final class PoolMinimum {
    private static final Logger log = LoggerFactory.getLogger(PoolMinimum.class);

    // HikariCP; Commons DBCP, Tomcat JDBC and Druid; c3p0 and Oracle UCP.
    private static final List<String> MINIMUM = List.of("getMinimumIdle", "getMinIdle", "getMinPoolSize");
    private static final List<String> MAXIMUM =
            List.of("getMaximumPoolSize", "getMaxTotal", "getMaxActive", "getMaxPoolSize");
    // Spring's delegating and proxying data sources, and common wrappers.
    private static final List<String> WRAPPED = List.of("getTargetDataSource", "getDelegate", "getWrappedDataSource");
    private static final int DEEPEST = 8;

    private PoolMinimum() {}

    /** At least 1: what is no pool is asked for one connection. */
    static int of(DataSource dataSource) {
        Object pool = dataSource;
        for (int depth = 0; pool != null && depth < DEEPEST; depth++) {
            Integer minimum = number(pool, MINIMUM);
            if (minimum != null) {
                Integer maximum = number(pool, MAXIMUM);
                // Zero or less means "no limit" to some pools, and "not decided" to HikariCP
                // before its first connection.
                return Math.max(1, maximum == null || maximum <= 0 ? minimum : Math.min(minimum, maximum));
            }
            pool = first(pool, WRAPPED, DataSource.class);
        }
        return 1;
    }

    private static @Nullable Integer number(Object pool, List<String> getters) {
        return first(pool, getters, Integer.class);
    }

    private static <T> @Nullable T first(Object target, List<String> getters, Class<T> type) {
        for (String getter : getters) {
            Object value = call(target, getter);
            if (type.isInstance(value)) {
                return type.cast(value);
            }
        }
        return null;
    }

    private static @Nullable Object call(Object target, String getter) {
        try {
            Method method = target.getClass().getMethod(getter);
            return method.invoke(target);
        } catch (NoSuchMethodException another) {
            return null; // another kind of pool
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            log.debug("{} of {} cannot be read.", getter, target.getClass().getName(), unreadable);
            return null;
        }
    }
}
