package org.haat.catalog.imports;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.haat.catalog.sql.Sql;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Scope;
import org.haat.outbox.Leases;
import org.jspecify.annotations.Nullable;

/**
 * One thread that runs jobs, the oldest first. A lease makes exactly one replica run a job; when that replica dies, the
 * lease runs out and another goes on after the last committed row.
 */
@Singleton
public class ImportRunner {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 2_000;
    private final Sql sql;
    private final Leases leases;
    private final RunImport runImport;
    private final TransactionSynchronizationRegistry transactions;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    public ImportRunner(Sql sql, Leases leases, RunImport runImport, TransactionSynchronizationRegistry transactions) {
        this.sql = sql;
        this.leases = leases;
        this.runImport = runImport;
        this.transactions = transactions;
    }

    /** A job that somebody may take. */
    private record Open(UUID id, String agency) {}

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "imports");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        wake.release();
        try {
            if (thread != null) {
                thread.join(10_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the job of the transaction under way as soon as it is committed. */
    void wakeAfterCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to do before the commit.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    wake.release();
                }
            }
        });
    }

    private void run() {
        while (!stopping) {
            try {
                if (!runOldest()) {
                    boolean woken = wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                    Log.tracef("looking for imports, woken %s", woken);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | SQLException e) {
                pauseAfter(e);
            }
        }
    }

    private boolean runOldest() throws SQLException {
        List<Open> open = Scope.system(() -> sql.list(
                "SELECT id, agency FROM import_job WHERE state IN ('QUEUED', 'RUNNING') ORDER BY asked_at LIMIT 5",
                row -> new Open(row.getObject(1, UUID.class), row.getString(2))));
        for (Open job : open) {
            String lease = "import:" + job.id();
            if (takeLease(lease)) {
                try {
                    Scope.ofAgency(job.agency())
                            .run(() -> runImport.run(job.id(), () -> !stopping && takeLease(lease)));
                } finally {
                    giveBack(lease);
                }
                return true;
            }
        }
        return false;
    }

    private boolean takeLease(String lease) {
        return Scope.system(() -> leases.take(lease, LEASE));
    }

    private void giveBack(String lease) {
        try {
            leases.giveBack(lease);
        } catch (SQLException e) {
            Log.warnf("lease %s runs out by itself: %s", lease, e.getMessage());
        }
    }

    private static void pauseAfter(Exception e) {
        if (DatabaseDown.isCauseOf(e)) {
            Log.warnf("imports wait for the database: %s", e.getMessage());
        } else {
            Log.errorf(e, "imports stumbled");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
