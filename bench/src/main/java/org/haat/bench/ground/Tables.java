package org.haat.bench.ground;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.haat.local.database.Postgres;

/** One service's database as its superuser sees it: for filling it and for looking at what came of it. Thread-safe. */
public final class Tables implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private final Connection connection;

    public Tables(Postgres postgres, String database) {
        try {
            // no time limit, as the auditor's connection has: filling a large table takes its time
            connection =
                    DriverManager.getConnection(postgres.jdbcUrl(database), SUPERUSER, postgres.passwordOf(SUPERUSER));
            try (var statement = connection.createStatement()) {
                statement.execute("SET haat.everything = 'true'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + database + " does not let the auditor in", e);
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public synchronized <T> List<T> list(String sql, Row<T> reader, Object... arguments) {
        try (PreparedStatement statement = prepared(sql, arguments);
                ResultSet found = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long count(String sql, Object... arguments) {
        return list(sql, row -> row.getLong(1), arguments).get(0);
    }

    public synchronized int update(String sql, Object... arguments) {
        try (PreparedStatement statement = prepared(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private PreparedStatement prepared(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
