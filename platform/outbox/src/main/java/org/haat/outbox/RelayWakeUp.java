package org.haat.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Waits on PostgreSQL's NOTIFY over a connection of its own, outside the pool, because LISTEN belongs to a session. A
 * connection that breaks is opened again at the next wait; until then the poll's pause is the wait.
 */
@Singleton
public class RelayWakeUp {
    private final String url;
    private final Properties login = new Properties();
    private @Nullable Connection connection;

    public RelayWakeUp(AgroalDataSource dataSource) {
        var factory =
                dataSource.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        this.url = factory.jdbcUrl();
        login.setProperty("user", factory.principal().getName());
        factory.credentials().forEach(credential -> {
            if (credential instanceof io.agroal.api.security.SimplePassword password) {
                login.setProperty("password", password.getWord());
            }
        });
        login.setProperty("ApplicationName", "outbox-relay");
    }

    /**
     * Returns when a commit wrote to the outbox since the last time, or after this long.
     *
     * @return whether one did
     */
    boolean await(Duration longest) throws SQLException {
        try {
            @Nullable
            PGNotification[] told = listening().unwrap(PGConnection.class).getNotifications((int) longest.toMillis());
            return told != null && told.length > 0;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private Connection listening() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(url, login);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN outbox");
            }
        }
        return connection;
    }

    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException ignored) {
            // It is being thrown away because it broke.
        } finally {
            connection = null;
        }
    }
}
