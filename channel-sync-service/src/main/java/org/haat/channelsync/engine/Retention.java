package org.haat.channelsync.engine;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.database.Sql;

/** Forgets the books of calls, wire and runs after their time. What is under way or waits for a person stays. */
@Singleton
public class Retention {
    private static final int BATCH = 5_000;
    private static final List<String> FORGET = List.of(
            "DELETE FROM channel_transcript WHERE id IN (SELECT id FROM channel_transcript WHERE at < ? LIMIT ?)",
            "DELETE FROM channel_call WHERE id IN (SELECT c.id FROM channel_call c WHERE c.started_at < ?"
                    + " AND c.finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM channel_call_line l"
                    + " JOIN listing_facet f ON f.listing = l.listing AND f.facet = l.facet AND f.work = 'READ_BACK'"
                    + " WHERE l.call = c.id) LIMIT ?)",
            "DELETE FROM order_sweep_run WHERE id IN (SELECT id FROM order_sweep_run WHERE finished_at < ? LIMIT ?)",
            "DELETE FROM account_usage WHERE (account, minute) IN (SELECT account, minute FROM account_usage"
                    + " WHERE minute < ? LIMIT ?)",
            "DELETE FROM account_propagation WHERE (account, minute) IN (SELECT account, minute FROM account_propagation"
                    + " WHERE minute < ? LIMIT ?)",
            "DELETE FROM mass_change_sent WHERE (account, kind, minute) IN (SELECT account, kind, minute FROM mass_change_sent"
                    + " WHERE minute < ? LIMIT ?)",
            "DELETE FROM shipment_step WHERE id IN (SELECT id FROM shipment_step WHERE at < ? LIMIT ?)",
            "DELETE FROM alert_delivery WHERE id IN (SELECT id FROM alert_delivery WHERE created_at < ?"
                    + " AND state <> 'WAITING' LIMIT ?)",
            "DELETE FROM alert WHERE id IN (SELECT id FROM alert WHERE cleared_at < ? LIMIT ?)",
            "UPDATE parked_order SET payload = NULL WHERE id IN (SELECT id FROM parked_order WHERE parked_at < ?"
                    + " AND payload IS NOT NULL LIMIT ?)",
            "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE ended_at < ? LIMIT ?)",
            "DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE received_at < ?"
                    + " AND state IN ('DONE', 'DISCARDED') LIMIT ?)");
    private static final String FORGET_CHANGES = "DELETE FROM change_set WHERE (account, id) IN"
            + " (SELECT account, id FROM change_set WHERE first_at < ? LIMIT ?)";
    private static final String FORGET_PRODUCTS = "DELETE FROM product_before WHERE (agency, sku, version) IN"
            + " (SELECT agency, sku, version FROM product_before WHERE replaced_at < ? LIMIT ?)";
    private final Sql sql;
    private final SyncConfig config;
    private final Clock clock;

    public Retention(Sql sql, SyncConfig config, Clock clock) {
        this.sql = sql;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(config.engine().keep());
        Instant changesBefore = clock.instant().minus(config.engine().keepChanges());
        int forgotten = forget(FORGET_PRODUCTS, changesBefore) + forget(FORGET_CHANGES, changesBefore);
        for (String statement : FORGET) {
            forgotten += forget(statement, before);
        }
        if (forgotten > 0) {
            Log.infof("%d rows of old books were forgotten", forgotten);
        }
    }

    private int forget(String statement, Instant before) {
        int forgotten = 0;
        int deleted;
        do {
            deleted = sql.system(() -> sql.update(statement, before, BATCH));
            forgotten += deleted;
        } while (deleted >= BATCH);
        return forgotten;
    }
}
