package org.haat.channelsync.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL on the connection of the transaction under way, or else each statement by itself. Arguments: text, numbers, booleans, UUIDs, instants and arrays
 * of them ({@code unnest(?::bigint[], ?::text[])}), null for SQL's NULL.
 */
@Singleton
public class Sql {
    private static final int TRIES_AFTER_DEADLOCK = 3;
    private final DataSource dataSource;

    public Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Background work in a new transaction that sees every agency; tried again when it met a deadlock or a dead connection, not a server that is silent. */
    public <T> T system(Callable<T> work) {
        return Scope.system(() -> transaction(work));
    }

    /** As {@link #system}, for the few statements that every change passes through; see {@link Scope#plannedOnce}. */
    public <T> T plannedOnce(Callable<T> work) {
        return Scope.everything().plannedOnce().call(() -> transaction(work));
    }

    /** As {@link #plannedOnce}, for one statement that stands by itself, also within a transaction: none is begun for it. */
    public <T> T alone(Callable<T> work) {
        return Scope.everything()
                .plannedOnce()
                .call(() -> tried(() -> QuarkusTransaction.suspendingExisting().call(work)));
    }

    private static <T> T transaction(Callable<T> work) {
        return tried(() -> QuarkusTransaction.requiringNew().call(work));
    }

    private static <T> T tried(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (tries >= TRIES_AFTER_DEADLOCK || !DatabaseDown.isCauseOf(e) || DatabaseDown.isSilent(e)) {
                    throw e;
                }
            }
        }
    }

    public <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, arguments);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    public <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    /** The one row of a query that always has one, such as a count. */
    public <T> T one(String sql, Reader<T> reader, @Nullable Object... arguments) {
        return first(sql, reader, arguments)
                .orElseThrow(() -> new IllegalStateException("No row came back from " + firstWords(sql)));
    }

    /** @return how many rows changed */
    public int update(String sql, @Nullable Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, arguments);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** For a column that is never NULL. */
    public static Instant instantOf(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object... arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument == null) {
                statement.setNull(i + 1, Types.NULL);
            } else if (argument instanceof Instant time) {
                statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
            } else if (argument instanceof Object[] array) {
                statement.setArray(i + 1, connection.createArrayOf(typeOf(array), elements(array)));
            } else {
                statement.setObject(i + 1, argument);
            }
        }
    }

    private static @Nullable Object[] elements(@Nullable Object[] array) {
        return array instanceof Instant[]
                ? Arrays.stream(array)
                        .map(time -> time == null ? null : time.toString())
                        .toArray()
                : array;
    }

    private static String typeOf(@Nullable Object[] array) {
        Class<?> type = array.getClass().getComponentType();
        if (type == Long.class) {
            return "bigint";
        }
        if (type == Integer.class) {
            return "int";
        }
        if (type == UUID.class) {
            return "uuid";
        }
        if (type == Boolean.class) {
            return "boolean";
        }
        return type == Instant.class ? "timestamptz" : "text";
    }

    private static IllegalStateException failed(String sql, SQLException e) {
        return new IllegalStateException("The database refused: " + firstWords(sql), e);
    }

    private static String firstWords(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 60) + " …" : line;
    }
}
