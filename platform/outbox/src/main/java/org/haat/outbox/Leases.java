package org.haat.outbox;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Named leases in the database, by which exactly one replica does a job at a time. Time is the database's, so that
 * replicas with wrong clocks agree. A holder must renew well before its lease runs out and stop work when it cannot.
 */
@Singleton
public class Leases {
    private static final String TAKE = """
            INSERT INTO lease (name, holder, expires_at) VALUES (?, ?, clock_timestamp() + make_interval(secs => ?))
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            WHERE lease.holder = excluded.holder OR lease.expires_at < clock_timestamp()""";
    private final DataSource dataSource;
    private final String holder = UUID.randomUUID().toString();

    public Leases(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes or renews; false while another replica holds it. Runs in a transaction of its own when none is under way. */
    public boolean take(String name, Duration length) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, name);
            statement.setString(2, holder);
            statement.setDouble(3, length.toMillis() / 1000.0);
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * True while this replica holds it. Ask in the transaction whose work depends on it: until that ends nobody else can
     * take the lease.
     */
    public boolean holds(String name) throws SQLException {
        String sql = "SELECT 1 FROM lease WHERE name = ? AND holder = ? AND expires_at > clock_timestamp() FOR SHARE";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, holder);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Gives the lease back at once, for a quick hand-over at an orderly stop. */
    public void giveBack(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM lease WHERE name = ? AND holder = ?")) {
            statement.setString(1, name);
            statement.setString(2, holder);
            statement.executeUpdate();
        }
    }
}
