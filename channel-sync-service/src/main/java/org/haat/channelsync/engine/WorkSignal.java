package org.haat.channelsync.engine;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for the accounts that got new work, whichever replica committed it. PostgreSQL tells at commit, so a signal never
 * comes before what it tells of can be seen. A connection of its own, outside the pool, because LISTEN belongs to a session.
 */
final class WorkSignal {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private final String url;
    private final Properties login = new Properties();
    private final Consumer<String> onAccount;
    private final Thread thread = new Thread(this::run, "work-signal");
    private volatile boolean stopping;

    WorkSignal(AgroalDataSource dataSource, Consumer<String> onAccount) {
        var factory =
                dataSource.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        this.url = factory.jdbcUrl();
        this.onAccount = onAccount;
        login.setProperty("user", factory.principal().getName());
        factory.credentials().forEach(credential -> {
            if (credential instanceof io.agroal.api.security.SimplePassword password) {
                login.setProperty("password", password.getWord());
            }
        });
        login.setProperty("ApplicationName", "work-signal");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopping) {
            try (Connection connection = DriverManager.getConnection(url, login)) {
                listen(connection);
            } catch (SQLException e) {
                Log.warnf("No work signals for a moment, the slow poll goes on: %s", e.getMessage());
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN channel_work");
        }
        while (!stopping) {
            @Nullable
            PGNotification[] told = connection.unwrap(PGConnection.class).getNotifications((int) WAIT.toMillis());
            if (told != null) {
                for (PGNotification one : told) {
                    if (one != null) {
                        onAccount.accept(one.getParameter());
                    }
                }
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
