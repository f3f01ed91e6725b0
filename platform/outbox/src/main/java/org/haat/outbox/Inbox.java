package org.haat.outbox;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.event.Event;

/** Remembers which consumer applied which event, in the transaction that applies it, and forgets it in time by itself. */
@Singleton
public class Inbox {
    private static final String REMEMBER = "INSERT INTO inbox (consumer, event_id) SELECT ?, unnest(?::uuid[])"
            + " ON CONFLICT DO NOTHING RETURNING event_id";
    private static final String FORGET = "DELETE FROM inbox WHERE (consumer, event_id) IN (SELECT consumer, event_id"
            + " FROM inbox WHERE applied_at < clock_timestamp() - make_interval(days => ?) LIMIT ?)";
    private static final int BATCH = 5_000;
    private final DataSource dataSource;
    private final int keptDays;

    /** @param keptDays longer than any topic keeps an event */
    public Inbox(
            DataSource dataSource, @ConfigProperty(name = "haat.inbox.kept-days", defaultValue = "30") int keptDays) {
        this.dataSource = dataSource;
        this.keptDays = keptDays;
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

    /** Forgets what is older than any topic keeps, batch by batch, so that the table stays small and nobody waits for it. */
    @Scheduled(every = "6h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        long gone = 0;
        int batch;
        do {
            batch = forgetBatch();
            gone += batch;
        } while (batch == BATCH);
        if (gone > 0) {
            Log.infof("Applied events forgotten count=%d", gone);
        }
    }

    private int forgetBatch() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setInt(1, keptDays);
            statement.setInt(2, BATCH);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The inbox cannot be pruned", e);
        }
    }
}
