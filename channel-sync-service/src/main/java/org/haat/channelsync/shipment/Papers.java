package org.haat.channelsync.shipment;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.vault.Vault;

/** Labels and invoices that channels made: sealed, each fetching written down, forgotten after their time. */
@Singleton
public class Papers {
    private static final int BATCH = 200;
    private static final int MOST_LOOKS = 200;
    private final Sql sql;
    private final Vault vault;
    private final SyncConfig config;
    private final Clock clock;

    public Papers(Sql sql, Vault vault, SyncConfig config, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
    }

    /** @param pdf label and invoice in the clear: not to be logged or kept */
    public record Opened(String remoteOrderId, byte[] pdf) {
        @Override
        public String toString() {
            return "Opened[" + remoteOrderId + ", withheld]";
        }
    }

    /** Somebody fetched them. */
    public record Look(Instant at, String person) {}

    private record Kept(String agency, String remoteOrderId, String sealed) {}

    /** Keeps them, or newer ones in the place of those that are kept. */
    void keep(ChannelAccount account, Message told, byte[] pdf) {
        String sealed = vault.seal(Base64.getEncoder().encodeToString(pdf), context(account.id(), told.id()));
        sql.update(
                "INSERT INTO shipment_papers (account, shipment_id, agency, remote_order_id, pdf, size_bytes, kept_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, shipment_id) DO UPDATE SET pdf = excluded.pdf,"
                        + " size_bytes = excluded.size_bytes, kept_at = excluded.kept_at",
                account.id(),
                told.id(),
                account.agency(),
                told.remoteOrderId(),
                sealed,
                pdf.length,
                clock.instant());
    }

    /**
     * Label and invoice for the person who packs, behind the scope of the caller; the look is written down.
     *
     * @return empty when there are none, or none any more
     */
    public Optional<Opened> open(UUID account, String shipmentId, String person) {
        Optional<Kept> kept = sql.first(
                "SELECT * FROM shipment_papers WHERE account = ? AND shipment_id = ?",
                row -> new Kept(row.getString("agency"), row.getString("remote_order_id"), row.getString("pdf")),
                account,
                shipmentId);
        kept.ifPresent(one -> sql.update(
                "INSERT INTO shipment_papers_look (account, shipment_id, agency, at, person) VALUES (?, ?, ?, ?, ?)",
                account,
                shipmentId,
                one.agency(),
                clock.instant(),
                person));
        return kept.map(one -> new Opened(
                one.remoteOrderId(),
                Base64.getDecoder().decode(vault.open(one.sealed(), context(account, shipmentId)))));
    }

    /** Who fetched them, the oldest first. */
    public List<Look> looks(UUID account, String shipmentId) {
        return sql.list(
                "SELECT at, person FROM shipment_papers_look WHERE account = ? AND shipment_id = ? ORDER BY id LIMIT ?",
                row -> new Look(Sql.instantOf(row, "at"), row.getString("person")),
                account,
                shipmentId,
                MOST_LOOKS);
    }

    @Scheduled(every = "1h", delayed = "11m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOld() {
        Instant before = clock.instant().minus(config.orders().keepPapers());
        int forgotten = 0;
        int deleted;
        do {
            deleted = sql.system(() -> forget(before));
            forgotten += deleted;
        } while (deleted >= BATCH);
        if (forgotten > 0) {
            Log.infof("Labels and invoices of %d parcels were forgotten", forgotten);
        }
    }

    /** A parcel that has not left still needs its label. */
    int forget(Instant before) {
        return sql.update(
                "DELETE FROM shipment_papers WHERE (account, shipment_id) IN (SELECT p.account, p.shipment_id"
                        + " FROM shipment_papers p JOIN shipment s ON s.account = p.account AND s.shipment_id = p.shipment_id"
                        + " WHERE p.kept_at < ? AND s.state <> 'WAITING' LIMIT ?)",
                before,
                BATCH);
    }

    private static String context(UUID account, String shipmentId) {
        return "papers|" + account + '|' + shipmentId;
    }
}
