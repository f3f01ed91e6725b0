package org.haat.channelsync.shipment;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.Shipment;
import org.haat.event.ShipmentConfirmation;
import org.haat.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Shipments that the channels must be told of. */
@Singleton
public class Shipments {
    private final Sql sql;
    private final Outbox outbox;
    private final Clock clock;

    public Shipments(Sql sql, Outbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param step what the channel's own saga reached */
    public record View(
            String shipmentId,
            String remoteOrderId,
            String state,
            String step,
            int attempts,
            @Nullable Instant dueAt,
            @Nullable String code,
            @Nullable String message,
            Instant receivedAt,
            @Nullable Instant settledAt) {}

    record Waiting(Shipment shipment, int attempts) {}

    /** Keeps a shipment; a repeat changes nothing. */
    void keep(ChannelAccount account, Shipment shipment) {
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO shipment (account, shipment_id, agency, remote_order_id, payload, due_at, received_at)"
                        + " VALUES (?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING",
                account.id(),
                shipment.shipmentId(),
                account.agency(),
                shipment.remoteOrderId(),
                StoredJson.write(shipment),
                now,
                now);
    }

    Optional<Waiting> nextDue(UUID account) {
        return sql.first(
                "SELECT payload, attempts FROM shipment WHERE account = ? AND state = 'WAITING' AND due_at <= ?"
                        + " ORDER BY due_at LIMIT 1",
                row -> new Waiting(StoredJson.read(row.getString("payload"), Shipment.class), row.getInt("attempts")),
                account,
                clock.instant());
    }

    Optional<Instant> earliest(UUID account) {
        return sql.first(
                "SELECT due_at FROM shipment WHERE account = ? AND state = 'WAITING' ORDER BY due_at LIMIT 1",
                row -> Sql.instantOf(row, "due_at"),
                account);
    }

    void wait(ChannelAccount account, Shipment shipment, @Nullable String step, Instant due, @Nullable String message) {
        sql.update(
                "UPDATE shipment SET step = coalesce(?, step), attempts = attempts + 1, due_at = ?, message = ?"
                        + " WHERE account = ? AND shipment_id = ? AND state = 'WAITING'",
                step,
                due,
                message,
                account.id(),
                shipment.shipmentId());
    }

    /** Ends it and tells order-service, once. */
    void settle(
            ChannelAccount account,
            Shipment shipment,
            boolean confirmed,
            String step,
            @Nullable String code,
            @Nullable String message) {
        Instant now = clock.instant();
        int changed = sql.update(
                "UPDATE shipment SET state = ?, step = ?, attempts = attempts + 1, due_at = NULL, code = ?, message = ?,"
                        + " settled_at = ? WHERE account = ? AND shipment_id = ? AND state = 'WAITING'",
                confirmed ? "CONFIRMED" : "REFUSED",
                step,
                code,
                message,
                now,
                account.id(),
                shipment.shipmentId());
        if (changed == 1) {
            outbox.append(
                    EventType.SHIPMENT_CONFIRMATION,
                    EventKey.ofRemoteOrder(account.id().toString(), shipment.remoteOrderId()),
                    account.agency(),
                    new ShipmentConfirmation(
                            account.agency(),
                            account.id().toString(),
                            account.channel(),
                            shipment.remoteOrderId(),
                            shipment.shipmentId(),
                            confirmed,
                            code,
                            message,
                            now));
        }
    }

    /** A person has a refused one tried again. */
    public boolean retry(UUID account, String shipmentId) {
        return sql.update(
                        "UPDATE shipment SET state = 'WAITING', attempts = 0, due_at = ?, settled_at = NULL"
                                + " WHERE account = ? AND shipment_id = ? AND state <> 'CONFIRMED'",
                        clock.instant(),
                        account,
                        shipmentId)
                == 1;
    }

    public List<View> of(UUID account, int limit) {
        return sql.list(
                "SELECT * FROM shipment WHERE account = ? ORDER BY received_at DESC LIMIT ?",
                row -> new View(
                        row.getString("shipment_id"),
                        row.getString("remote_order_id"),
                        row.getString("state"),
                        row.getString("step"),
                        row.getInt("attempts"),
                        Sql.instant(row, "due_at"),
                        row.getString("code"),
                        row.getString("message"),
                        Sql.instantOf(row, "received_at"),
                        Sql.instant(row, "settled_at")),
                account,
                limit);
    }
}
