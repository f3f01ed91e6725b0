package org.haat.channelsync.ingest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.http.Scrubber;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.OwnFault;
import org.haat.edge.DatabaseDown;
import org.jspecify.annotations.Nullable;

/** Orders and returns that wait for a person because they could not be understood. Nothing personal is kept. */
@Singleton
public class ParkedOrders {
    private static final String SELECT =
            "SELECT id, account, remote_order_id, reason, parked_at, times FROM parked_order WHERE settled_at IS NULL";
    private final Sql sql;
    private final Clock clock;

    public ParkedOrders(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param times how often it came since */
    public record Parked(long id, UUID account, String remoteOrderId, String reason, Instant parkedAt, int times) {}

    /**
     * Parks an order; one that is parked already counts once more.
     *
     * @param payload what came; it is kept with secrets and people hidden
     */
    public void park(ChannelAccount account, String remoteOrderId, String reason, @Nullable String payload) {
        sql.update(
                "INSERT INTO parked_order AS p (account, agency, remote_order_id, reason, payload, parked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, remote_order_id) WHERE settled_at IS NULL"
                        + " DO UPDATE SET reason = excluded.reason, payload = excluded.payload, times = p.times + 1",
                account.id(),
                account.agency(),
                remoteOrderId,
                reason.length() > 500 ? reason.substring(0, 500) : reason,
                payload == null ? null : Scrubber.body(payload),
                clock.instant());
    }

    /** Parks one that a fault of ours kept out; the log tells more. Lets the fault through when the database is away. */
    OrderIntake.Taken afterFault(ChannelAccount account, String id, String payload, RuntimeException fault) {
        if (DatabaseDown.isCauseOf(fault)) {
            throw fault;
        }
        String reference =
                OwnFault.log("Order or return " + id + " of account " + account.id() + " cannot be kept:", fault);
        park(account, id, "It could not be kept here: " + reference, payload);
        return new OrderIntake.Taken(1, 0, 1);
    }

    /** An order that now came through needs nobody any more. */
    void settleArrived(ChannelAccount account, Collection<String> remoteOrderIds) {
        sql.update(
                "UPDATE parked_order SET settled_at = ?, settled_by = 'engine', settlement = 'REPLAYED',"
                        + " payload = NULL"
                        + " WHERE account = ? AND remote_order_id = ANY (?) AND settled_at IS NULL"
                        + " AND EXISTS (SELECT 1 FROM remote_order r WHERE r.account = parked_order.account"
                        + " AND r.remote_order_id = parked_order.remote_order_id)",
                clock.instant(),
                account.id(),
                remoteOrderIds.toArray(String[]::new));
    }

    /** A return that now came through needs nobody any more. */
    void settleReturns(ChannelAccount account, List<String> ids) {
        sql.update(
                "UPDATE parked_order SET settled_at = ?, settled_by = 'engine', settlement = 'REPLAYED',"
                        + " payload = NULL"
                        + " WHERE account = ? AND remote_order_id = ANY (?) AND settled_at IS NULL",
                clock.instant(),
                account.id(),
                ids.toArray(String[]::new));
    }

    public List<Parked> waiting(long after, int limit) {
        return sql.list(SELECT + " AND id > ? ORDER BY id LIMIT ?", ParkedOrders::read, after, limit);
    }

    public Optional<Parked> find(long id) {
        return sql.first(SELECT + " AND id = ?", ParkedOrders::read, id);
    }

    /** What came, secrets and people hidden; empty when nothing of it can be shown. */
    public Optional<String> payload(long id) {
        return sql.first(
                "SELECT payload FROM parked_order WHERE id = ? AND settled_at IS NULL AND payload IS NOT NULL",
                row -> row.getString("payload"),
                id);
    }

    public boolean settle(long id, String settlement, String person) {
        return sql.update(
                        "UPDATE parked_order SET settled_at = ?, settled_by = ?, settlement = ?, payload = NULL"
                                + " WHERE id = ? AND settled_at IS NULL",
                        clock.instant(),
                        person,
                        settlement,
                        id)
                == 1;
    }

    private static Parked read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Parked(
                row.getLong("id"),
                Sql.uuid(row, "account"),
                row.getString("remote_order_id"),
                row.getString("reason"),
                Sql.instantOf(row, "parked_at"),
                row.getInt("times"));
    }
}
