package org.haat.channelsync;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Writes down which statements a thread sends to the database, for tests of how many something costs. */
@Singleton
public class CountedDataSource {
    private static final ThreadLocal<List<String>> SENT = new ThreadLocal<>();

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    DataSource counted(AgroalDataSource pool) {
        return watched(AgroalDataSource.class, pool); // the framework takes the one for the other
    }

    /** The statements that {@code work} sends on this thread, in order. */
    public static List<String> statements(Callable<?> work) {
        List<String> sent = new ArrayList<>();
        SENT.set(sent);
        try {
            work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            SENT.remove();
        }
        return sent;
    }

    private static <T> T watched(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                Object answer = method.invoke(real, arguments);
                boolean text = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
                boolean statement = method.getName().equals("prepareStatement")
                        || (real instanceof Statement && method.getName().startsWith("execute"));
                if (statement && text && SENT.get() != null) {
                    SENT.get().add((String) arguments[0]);
                }
                if (answer instanceof Connection connection && real instanceof DataSource) {
                    return watched(Connection.class, connection);
                }
                return method.getName().equals("createStatement")
                        ? watched(Statement.class, (Statement) answer)
                        : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
