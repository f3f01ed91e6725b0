package org.haat.outbox;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventType;

/**
 * Writes events beside the change that they tell of, in the caller's transaction. Call it after the aggregate's row is
 * locked or written: the order of two events of one key is then the order of their commits.
 */
@Singleton
public class Outbox {
    private static final String INSERT = "INSERT INTO outbox (event_id, topic, key, payload) VALUES (?, ?, ?, ?)";
    private final DataSource dataSource;
    private final Clock clock;
    private final String source;

    public Outbox(
            DataSource dataSource, Clock clock, @ConfigProperty(name = "quarkus.application.name") String application) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.source = '/' + application;
    }

    /** One event to be. {@code key} is made by {@link org.haat.event.EventKey}. */
    public record Entry(EventType type, String key, String agency, Record data) {}

    /** @throws jakarta.transaction.TransactionalException if no transaction is under way */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(EventType type, String key, String agency, Record data) {
        append(List.of(new Entry(type, key, agency, data)));
    }

    /** Writes many events with one statement and one wake-up of the relay. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(List<Entry> entries) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Entry entry : entries) {
                bind(statement, entry);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(entries.size() + " events could not be written to the outbox", e);
        }
    }

    private void bind(PreparedStatement statement, Entry entry) throws SQLException {
        UUID id = UUID.randomUUID();
        Event event = EventJson.envelope(
                id,
                source,
                entry.type(),
                entry.key(),
                clock.instant(),
                entry.agency(),
                TraceParent.current(),
                entry.data());
        statement.setObject(1, id);
        statement.setString(2, entry.type().topic());
        statement.setString(3, entry.key());
        statement.setBytes(4, EventJson.write(event));
    }
}
