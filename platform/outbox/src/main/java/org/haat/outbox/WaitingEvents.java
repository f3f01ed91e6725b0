package org.haat.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Rows of the outbox as the relay takes them. Whose turn a row belongs to is the first part of its key, so that two rows of
 * one key can never stand in different turns. Its walk costs by the number of agencies that wait, not of rows. For one
 * thread.
 */
final class WaitingEvents {
    private static final String OLDEST = "SELECT seq, topic, key, payload FROM outbox ORDER BY seq LIMIT ?";
    private static final String TOPICS = """
            WITH RECURSIVE walk (topic) AS (
                (SELECT topic FROM outbox ORDER BY topic LIMIT 1)
                UNION ALL
                SELECT (SELECT o.topic FROM outbox o WHERE o.topic > walk.topic ORDER BY o.topic LIMIT 1)
                FROM walk WHERE walk.topic IS NOT NULL)
            SELECT topic FROM walk WHERE topic IS NOT NULL""";
    static final String IN_TURNS = """
            WITH RECURSIVE walk (turn) AS (
                (SELECT split_part(o.key, '|', 1) FROM outbox o WHERE o.topic = ?
                 ORDER BY split_part(o.key, '|', 1) LIMIT 1)
                UNION ALL
                SELECT (SELECT split_part(o.key, '|', 1) FROM outbox o WHERE o.topic = ?
                        AND split_part(o.key, '|', 1) > walk.turn ORDER BY split_part(o.key, '|', 1) LIMIT 1)
                FROM walk WHERE walk.turn IS NOT NULL),
            turns AS (SELECT turn FROM walk WHERE turn IS NOT NULL)
            SELECT taken.seq, taken.topic, taken.key, taken.payload, turns.turn
            FROM turns, LATERAL (
                SELECT o.seq, o.topic, o.key, o.payload, row_number() OVER (ORDER BY o.seq) AS place FROM outbox o
                WHERE o.topic = ? AND split_part(o.key, '|', 1) = turns.turn
                ORDER BY o.seq LIMIT greatest(1, ? / (SELECT count(*) FROM turns))) AS taken
            ORDER BY taken.place, turns.turn <= ?, turns.turn LIMIT ?""";
    private final DataSource dataSource;
    /** Whose turn was the last, by topic: the next round begins after it. */
    private final Map<String, String> last = new HashMap<>();

    WaitingEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    record Row(long seq, String topic, String key, byte[] payload) {
        private static Row read(ResultSet row) throws SQLException {
            return new Row(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4));
        }
    }

    /** In the order in which they were written. */
    List<Row> oldest(int limit) throws SQLException {
        List<Row> rows = new ArrayList<>();
        read(OLDEST, row -> rows.add(Row.read(row)), limit);
        return rows;
    }

    /** The topics that something waits for. */
    List<String> topics() throws SQLException {
        List<String> topics = new ArrayList<>();
        read(TOPICS, row -> topics.add(row.getString(1)));
        return topics;
    }

    /** One row of each agency, then a second of each, and so on, beginning after the agency that came last; by age within each. */
    List<Row> inTurns(String topic, int limit) throws SQLException {
        List<Row> rows = new ArrayList<>();
        read(
                IN_TURNS,
                row -> {
                    rows.add(Row.read(row));
                    last.put(topic, row.getString(5));
                },
                topic,
                topic,
                topic,
                limit,
                last.getOrDefault(topic, ""),
                limit);
        return rows;
    }

    void delete(List<Long> seqs) throws SQLException {
        if (seqs.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE seq = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
            statement.executeUpdate();
        }
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, Reader reader, Object... arguments) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }
}
