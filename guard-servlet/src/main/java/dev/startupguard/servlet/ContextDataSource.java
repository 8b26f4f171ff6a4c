package dev.startupguard.servlet;

import jakarta.servlet.ServletContext;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.naming.Binding;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The web application's DataSource, looked up anew for every connection: a listener may set the attribute long after the guard was
 * made. A name means a servlet context attribute, else a JNDI name; without a name there has to be exactly one DataSource among
 * the attributes, else exactly one below {@code java:comp/env/jdbc}.
 */
final class ContextDataSource implements DataSource {

    private static final String ENVIRONMENT = "java:comp/env/";
    private static final String DATA_SOURCES = ENVIRONMENT + "jdbc";
    private static final String EXPECTED =
            "; expected a servlet context attribute or a JNDI name with a DataSource. Set guard.database.data-source to its name, or have a listener set the attribute.";

    private final ServletContext context;
    private final @Nullable String name;

    ContextDataSource(ServletContext context, @Nullable String name) {
        this.context = context;
        this.name = name;
    }

    /** Whether a change of this attribute may change the result. */
    boolean mayBe(String attribute) {
        return name == null || name.equals(attribute);
    }

    private DataSource resolve() throws SQLException {
        return name == null ? onlyOne() : named(name);
    }

    private DataSource named(String name) throws SQLException {
        Object found = context.getAttribute(name);
        if (found == null) {
            found = name.startsWith("java:") ? bound(name) : firstBound(name, ENVIRONMENT + name);
        }
        if (found instanceof DataSource dataSource) {
            return dataSource;
        }
        String what =
                found == null ? "There is nothing named '" : "There is no DataSource, but something else, named '";
        throw new SQLException(what + name + "'" + EXPECTED);
    }

    private static @Nullable Object firstBound(String name, String otherName) throws SQLException {
        Object found = bound(name);
        return found == null ? bound(otherName) : found;
    }

    private static @Nullable Object bound(String name) throws SQLException {
        try {
            return new InitialContext().lookup(name);
        } catch (NameNotFoundException | NoInitialContextException e) {
            return null; // the latter where there is no JNDI at all
        } catch (NamingException e) {
            throw unusable(name, e);
        }
    }

    /** The name is right, so to call it missing would mislead: a factory, a driver or a property of the entry is wrong. */
    private static SQLException unusable(String name, NamingException e) {
        return new SQLException(
                "The container failed to look up '%s': %s. Correct its definition in the container, whose log says more, or set guard.database.data-source to another"
                        .formatted(name, e.getMessage()),
                e);
    }

    private DataSource onlyOne() throws SQLException {
        Map<String, DataSource> found = attributes();
        if (found.isEmpty()) {
            found = bindings();
        }
        if (found.size() != 1) {
            String what =
                    found.isEmpty() ? "There is no DataSource" : "There is more than one DataSource " + found.keySet();
            throw new SQLException(what + EXPECTED);
        }
        return found.values().iterator().next();
    }

    private Map<String, DataSource> attributes() {
        Map<String, DataSource> found = new LinkedHashMap<>();
        for (String each : Collections.list(context.getAttributeNames())) {
            if (context.getAttribute(each) instanceof DataSource dataSource && !found.containsValue(dataSource)) {
                found.put(each, dataSource);
            }
        }
        return found;
    }

    private static Map<String, DataSource> bindings() throws SQLException {
        Map<String, DataSource> found = new TreeMap<>();
        try {
            NamingEnumeration<Binding> listed = new InitialContext().listBindings(DATA_SOURCES);
            while (listed.hasMore()) {
                Binding each = listed.next();
                if (each.getObject() instanceof DataSource dataSource) {
                    found.put(DATA_SOURCES + "/" + each.getName(), dataSource);
                }
            }
        } catch (NameNotFoundException | NoInitialContextException e) {
            return Map.of(); // nothing is bound there
        } catch (NamingException e) {
            throw unusable(DATA_SOURCES, e);
        }
        return found;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return resolve().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return resolve().getConnection(user, password);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        DataSource dataSource = resolve();
        return type.isInstance(dataSource) ? type.cast(dataSource) : dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        DataSource dataSource = resolve();
        return type.isInstance(dataSource) || dataSource.isWrapperFor(type);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return resolve().getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        resolve().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        resolve().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return resolve().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The DataSource behind this one has the logger; unwrap it.");
    }
}
