package org.haat.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.haat.testsupport.PostgresResource;

/** Counts the statements that the service sends to PostgreSQL, as PostgreSQL itself counts them. */
public final class Statements {
    private Statements() {}

    /** Begins at nought. */
    public static void reset() throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            statement.execute("SELECT pg_stat_statements_reset()");
        }
    }

    /** Calls of statements that name one of these tables, by statement. */
    public static Map<String, Long> onTables(String... tables) throws SQLException {
        Map<String, Long> calls = new TreeMap<>();
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT query, sum(calls) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid"
                                + " WHERE r.rolname = ? AND query ~ ? GROUP BY query")) {
            statement.setString(1, PostgresResource.database().user());
            statement.setString(2, "\\m(" + String.join("|", tables) + ")\\M");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    calls.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return calls;
    }
}
