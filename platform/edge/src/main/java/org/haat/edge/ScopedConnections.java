package org.haat.edge;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * Tells PostgreSQL the scope each time a connection leaves the pool; row-level security policies read it. This is the
 * second wall: it also holds native SQL, and code that forgot the filter. With it goes whether plans are kept.
 *
 * <p>A server that does not answer even this within four seconds is taken for away, so that whoever asks is told soon;
 * statements that follow have the connection's own time, for imports and audits may be long.
 */
@Singleton
public class ScopedConnections implements AgroalPoolInterceptor {
    private static final String SET = "SELECT set_config('haat.agency', ?, false),"
            + " set_config('haat.district', ?, false), set_config('haat.everything', ?, false),"
            + " set_config('plan_cache_mode', ?, false)";

    private static final int ANSWERS_WITHIN_MILLIS = 4_000;
    private final int patienceMillis;
    private final BooleanSupplier inTransaction;

    @Inject
    public ScopedConnections(TransactionManager transactions) {
        this(ANSWERS_WITHIN_MILLIS, () -> isUnderWay(transactions));
    }

    /**
     * @param patienceMillis how long the server may take to take note
     * @param inTransaction whether the connection belongs to a transaction, whose end gives its place in the pool back
     */
    public ScopedConnections(int patienceMillis, BooleanSupplier inTransaction) {
        this.patienceMillis = patienceMillis;
        this.inTransaction = inTransaction;
    }

    private static boolean isUnderWay(TransactionManager transactions) {
        try {
            return transactions.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException("Whether a transaction is under way is not known", e);
        }
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try (Impatient impatient = new Impatient(connection, patienceMillis)) {
            impatient.tell(Scope.current());
        } catch (SQLException e) {
            if (inTransaction.getAsBoolean()) {
                throw new IllegalStateException("The scope could not be set on a database connection", e);
            }
            abort(connection);
        }
    }

    /**
     * The pool never takes back the place of a connection that it could not hand out. So this one is handed out dead: its first
     * statement says so, nothing is read without a scope, and who closes it gives the place back.
     */
    private static void abort(Connection pooled) {
        try {
            if (!pooled.isClosed()) {
                pooled.unwrap(Connection.class).abort(Runnable::run);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A database connection without a scope could not be closed", e);
        }
    }

    /** A connection that waits less for its server until this is closed. */
    private static final class Impatient implements AutoCloseable {
        private final Connection connection;
        private final int usualMillis;

        Impatient(Connection connection, int patienceMillis) throws SQLException {
            this.connection = connection;
            usualMillis = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, patienceMillis);
        }

        void tell(Scope scope) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(SET)) {
                statement.setString(1, scope.agencyOrNone());
                statement.setString(2, String.valueOf(scope.districtOrNone()));
                statement.setString(3, String.valueOf(scope.seesEverything()));
                statement.setString(4, scope.isPlannedOnce() ? "force_generic_plan" : "auto");
                statement.execute();
            }
        }

        @Override
        public void close() throws SQLException {
            connection.setNetworkTimeout(Runnable::run, usualMillis);
        }
    }
}
