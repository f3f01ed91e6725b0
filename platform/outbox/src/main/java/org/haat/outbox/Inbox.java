package org.haat.outbox;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.haat.event.Event;

/** Remembers which consumer applied which event, in the transaction that applies it. */
@Singleton
public class Inbox {
    private static final String REMEMBER = "INSERT INTO inbox (consumer, event_id) SELECT ?, unnest(?::uuid[])"
            + " ON CONFLICT DO NOTHING RETURNING event_id";
    private final DataSource dataSource;

    public Inbox(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Remembers the events and returns those that this consumer had not seen, in their order, each once. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Event> unseen(String consumer, List<Event> events) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            Object[] ids = events.stream().map(Event::id).distinct().toArray();
            statement.setString(1, consumer);
            statement.setArray(2, connection.createArrayOf("uuid", ids));
            Set<UUID> unseen = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    unseen.add(result.getObject(1, UUID.class));
                }
            }
            return events.stream().filter(event -> unseen.remove(event.id())).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The inbox of " + consumer + " cannot be written", e);
        }
    }

    /** Forgets what is older than any topic keeps, so that the table stays small. */
    @Transactional
    public int forgetOlderThanDays(int days) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "DELETE FROM inbox WHERE applied_at < clock_timestamp() - make_interval(days => ?)")) {
            statement.setInt(1, days);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The inbox cannot be pruned", e);
        }
    }
}
