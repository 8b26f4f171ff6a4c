package dev.startupguard.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Writes down what is executed through the connections of a data source, and every method called on them. */
final class StatementLog {
    private final List<String> statements = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    DataSource watch(DataSource dataSource) {
        return watch(dataSource, true);
    }

    /** Without closing, the connection is one that a pool gets back. */
    DataSource watch(DataSource dataSource, boolean closing) {
        return (ConnectionSource) () -> proxy(Connection.class, dataSource.getConnection(), closing, "");
    }

    List<String> statements() {
        return statements;
    }

    List<String> calls() {
        return calls;
    }

    private <T> T proxy(Class<T> type, Object target, boolean closing, String prepared) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            calls.add(method.getName());
            if (method.getName().equals("close") && !closing) {
                return null;
            }
            if (method.getName().startsWith("execute")) {
                statements.add(arguments == null ? prepared : String.valueOf(arguments[0]));
            }
            Object result = invoke(target, method, arguments);
            return switch (method.getName()) {
                case "prepareStatement" -> proxy(PreparedStatement.class, result, true, (String) arguments[0]);
                case "createStatement" -> proxy(Statement.class, result, true, "");
                default -> result;
            };
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
