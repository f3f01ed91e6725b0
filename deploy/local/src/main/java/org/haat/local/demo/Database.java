package org.haat.local.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haat.local.database.Postgres;

/** One service's database as the auditor reads it: every row, nothing written. */
public final class Database {
    private static final Duration REPAIR = Duration.ofSeconds(60);
    private final Postgres postgres;
    private final String name;

    public Database(Postgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Waits while the server is started again. */
    public <T> List<T> list(String sql, Row<T> reader, Object... parameters) {
        Instant limit = Instant.now().plus(REPAIR);
        while (true) {
            try {
                return listOnce(sql, reader, parameters);
            } catch (SQLException e) {
                if (!isAway(e) || Instant.now().isAfter(limit)) {
                    throw new StepFailed("The database " + name + " could not be read: " + e.getMessage(), e);
                }
                Progress.pause();
            }
        }
    }

    /** Connection refused or broken, server ended or starting. */
    private static boolean isAway(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private <T> List<T> listOnce(String sql, Row<T> reader, Object... parameters) throws SQLException {
        try (Connection connection = postgres.auditor(name)) {
            connection.setReadOnly(true);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return all(statement, reader);
            }
        }
    }

    private static <T> List<T> all(PreparedStatement statement, Row<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(reader.read(found));
            }
        }
        return rows;
    }

    public long count(String sql, Object... parameters) {
        return list(sql, row -> row.getLong(1), parameters).get(0);
    }
}
