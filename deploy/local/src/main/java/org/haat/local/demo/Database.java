package org.haat.local.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.haat.local.database.Postgres;

/** One service's database as the auditor reads it: every row, nothing written. */
final class Database {
    private final Postgres postgres;
    private final String name;

    Database(Postgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, Row<T> reader, Object... parameters) {
        try (Connection connection = postgres.auditor(name)) {
            connection.setReadOnly(true);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return all(statement, reader);
            }
        } catch (SQLException e) {
            throw new StepFailed("The database " + name + " could not be read: " + e.getMessage(), e);
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

    long count(String sql, Object... parameters) {
        return list(sql, row -> row.getLong(1), parameters).get(0);
    }
}
