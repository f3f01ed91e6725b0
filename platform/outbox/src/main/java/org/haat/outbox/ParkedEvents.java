package org.haat.outbox;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Messages that could not be applied, kept with their reason until a person replays or discards them. */
@Singleton
public class ParkedEvents {
    private static final String COLUMNS =
            "id, consumer, topic, partition, message_offset, key, payload, reason, parked_at";
    private final DataSource dataSource;

    public ParkedEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param payload as it came from Kafka, for a replay; null for a tombstone */
    public record Parked(
            long id,
            String consumer,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            byte @Nullable [] payload,
            String reason,
            Instant parkedAt) {}

    /** Parks a message; parking it again does nothing. */
    @Transactional
    public void park(String consumer, ConsumerRecord<byte[], byte[]> message, String reason) {
        String sql = "INSERT INTO parked_event (consumer, topic, partition, message_offset, key, payload, reason)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, consumer);
            statement.setString(2, message.topic());
            statement.setInt(3, message.partition());
            statement.setLong(4, message.offset());
            statement.setBytes(5, message.key());
            statement.setBytes(6, message.value());
            statement.setString(7, reason);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A message of " + message.topic() + " could not be parked", e);
        }
    }

    /** The oldest first. */
    @Transactional
    public List<Parked> waiting(int limit) {
        return waiting(0, limit);
    }

    /** The oldest first, those after the one with this id. */
    @Transactional
    public List<Parked> waiting(long after, int limit) {
        String sql = "SELECT " + COLUMNS + " FROM parked_event WHERE settled_at IS NULL AND id > ? ORDER BY id LIMIT ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            statement.setInt(2, limit);
            return read(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Parked messages cannot be read", e);
        }
    }

    /** How many wait, counted no further than to the limit and without reading any of them. */
    @Transactional
    public int count(int limit) {
        String sql = "SELECT count(*) FROM (SELECT 1 FROM parked_event WHERE settled_at IS NULL LIMIT ?) AS counted";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Parked messages cannot be counted", e);
        }
    }

    @Transactional
    public Optional<Parked> find(long id) {
        String sql = "SELECT " + COLUMNS + " FROM parked_event WHERE id = ? AND settled_at IS NULL";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            return read(statement).stream().findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("A parked message cannot be read", e);
        }
    }

    /** Marks it settled; false if somebody was quicker. Call it in the transaction that replays it. */
    @Transactional
    public boolean settle(long id, String settlement, String person) {
        String sql = "UPDATE parked_event SET settled_at = clock_timestamp(), settled_by = ?, settlement = ?"
                + " WHERE id = ? AND settled_at IS NULL";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, person);
            statement.setString(2, settlement);
            statement.setLong(3, id);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("A parked message cannot be settled", e);
        }
    }

    private static List<Parked> read(PreparedStatement statement) throws SQLException {
        List<Parked> parked = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                byte[] key = result.getBytes(6);
                parked.add(new Parked(
                        result.getLong(1),
                        result.getString(2),
                        result.getString(3),
                        result.getInt(4),
                        result.getLong(5),
                        key == null ? null : new String(key, java.nio.charset.StandardCharsets.UTF_8),
                        result.getBytes(7),
                        result.getString(8),
                        result.getObject(9, OffsetDateTime.class).toInstant()));
            }
        }
        return parked;
    }
}
