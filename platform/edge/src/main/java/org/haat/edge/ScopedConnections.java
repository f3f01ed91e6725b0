package org.haat.edge;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;

/**
 * Tells PostgreSQL the scope each time a connection leaves the pool; row-level security policies read it. This is the
 * second wall: it also holds native SQL, and code that forgot the filter. With it goes whether plans are kept. Background work
 * that sees everything anyhow takes a connection as it is, where the server was told the same within the last second.
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
    private static final long LATELY_NANOS = 1_000_000_000;
    private final int patienceMillis;
    private final Transactions transactions;
    private final LongSupplier nanoTime;
    private final Map<Connection, Told> told = Collections.synchronizedMap(new WeakHashMap<>());

    @Inject
    public ScopedConnections(TransactionManager transactions) {
        this(ANSWERS_WITHIN_MILLIS, new JtaTransactions(transactions), System::nanoTime);
    }

    /**
     * @param patienceMillis how long the server may take to take note
     * @param nanoTime the clock by which a second passes
     */
    public ScopedConnections(int patienceMillis, Transactions transactions, LongSupplier nanoTime) {
        this.patienceMillis = patienceMillis;
        this.transactions = transactions;
        this.nanoTime = nanoTime;
    }

    /** The transaction of the calling thread, to which its connection belongs. */
    public interface Transactions {
        /** Whether one is under way; its end gives the connection's place in the pool back. */
        boolean areUnderWay();

        /**
         * Runs once the one under way is committed, never when it is not. What comes while it is ending comes too late and never
         * runs, however it ends.
         */
        void afterCommit(Runnable work);
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        Scope scope = Scope.current();
        try {
            Connection session = connection.unwrap(Connection.class);
            long nanos = nanoTime.getAsLong();
            Told before = told.get(session);
            if (before == null || !before.suffices(scope, nanos)) {
                Told now = new Told(scope, nanos);
                told.put(session, now);
                tell(connection, scope);
                stands(now);
            }
        } catch (SQLException e) {
            if (transactions.areUnderWay()) {
                throw new IllegalStateException("The scope could not be set on a database connection", e);
            }
            abort(connection);
        }
    }

    /** What a transaction tells is forgotten when it is rolled back. */
    private void stands(Told now) {
        if (transactions.areUnderWay()) {
            transactions.afterCommit(now::stands);
        } else {
            now.stands();
        }
    }

    private void tell(Connection connection, Scope scope) throws SQLException {
        try (Impatient impatient = new Impatient(connection, patienceMillis)) {
            impatient.tell(scope);
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

    /** What the server was last told on a connection. */
    private static final class Told {
        private final Scope scope;
        private final long atNanos;
        private volatile boolean stands;

        Told(Scope scope, long atNanos) {
            this.scope = scope;
            this.atNanos = atNanos;
        }

        void stands() {
            stands = true;
        }

        /** Never for one who may see only a part: were this ever wrong, nobody would see what is another's. */
        boolean suffices(Scope wanted, long nowNanos) {
            return stands && wanted.seesEverything() && wanted.equals(scope) && nowNanos - atNanos < LATELY_NANOS;
        }
    }

    private record JtaTransactions(TransactionManager manager) implements Transactions {
        @Override
        public boolean areUnderWay() {
            try {
                return manager.getStatus() != Status.STATUS_NO_TRANSACTION;
            } catch (SystemException e) {
                throw new IllegalStateException("Whether a transaction is under way is not known", e);
            }
        }

        /** Only one that is active takes it on; what another told is told again. */
        @Override
        public void afterCommit(Runnable work) {
            try {
                if (manager.getStatus() == Status.STATUS_ACTIVE) {
                    manager.getTransaction().registerSynchronization(new AfterCommit(work));
                }
            } catch (SystemException | RollbackException e) {
                throw new IllegalStateException("The end of the transaction under way cannot be followed", e);
            }
        }
    }

    private record AfterCommit(Runnable work) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // what it does is done
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                work.run();
            }
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
