package org.haat.channelsync.shipment;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.Shipment;
import org.haat.event.ShipmentConfirmation;
import org.haat.event.ShipmentStep;
import org.haat.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Shipments and cancellations that the channels must be told of. */
@Singleton
public class Shipments {
    private static final int MOST_STEPS = 200;
    private static final String ORDER_CANCELLED = "order cancelled";
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
            String kind,
            String shipmentId,
            String remoteOrderId,
            String state,
            String step,
            int attempts,
            @Nullable Instant dueAt,
            @Nullable String code,
            @Nullable String message,
            Instant receivedAt,
            @Nullable Instant settledAt,
            @Nullable Instant shipBy,
            @Nullable Instant papersAt) {}

    /** @param papersAt when the channel's own label and invoice were kept, or null */
    record Waiting(
            Message message,
            int attempts,
            String step,
            @Nullable Instant papersAt) {}

    /** A shipment came further. */
    public record Step(Instant at, String step, @Nullable String cause) {}

    /** One that the channel refused, for the person who settles it. */
    public record Refused(long id, UUID account, String kind, String remoteOrderId, String reason, Instant since) {}

    /** Keeps a message; a repeat changes nothing, and a corrected one takes the place of the one that was refused. */
    void keep(ChannelAccount account, Message message) {
        Instant now = clock.instant();
        int kept = sql.update(
                "INSERT INTO shipment AS s (account, shipment_id, kind, agency, remote_order_id, payload, due_at, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT (account, shipment_id) DO UPDATE"
                        + " SET payload = excluded.payload, state = 'WAITING', step = 'received', attempts = 0,"
                        + " due_at = excluded.due_at, code = NULL, message = NULL, settled_at = NULL"
                        + " WHERE s.state = 'REFUSED' AND s.payload <> excluded.payload",
                account.id(),
                message.id(),
                message.kind().name(),
                account.agency(),
                message.remoteOrderId(),
                StoredJson.write(message.payload()),
                now,
                now);
        if (kept == 1) {
            note(account, message, "received", "order-service told of it");
        }
    }

    private void note(ChannelAccount account, Message told, String step, @Nullable String cause) {
        sql.update(
                "INSERT INTO shipment_step (account, shipment_id, agency, at, step, cause) VALUES (?, ?, ?, ?, ?, ?)",
                account.id(),
                told.id(),
                account.agency(),
                clock.instant(),
                step,
                cause);
    }

    /** The way of one shipment or cancellation so far, the oldest step first. */
    public List<Step> steps(UUID account, String shipmentId) {
        return sql.list(
                "SELECT at, step, cause FROM shipment_step WHERE account = ? AND shipment_id = ? ORDER BY id LIMIT ?",
                row -> new Step(Sql.instantOf(row, "at"), row.getString("step"), row.getString("cause")),
                account,
                shipmentId,
                MOST_STEPS);
    }

    /** Something moved on the channel: what waits there without a fault is looked at now. */
    public void hint(UUID account, String remoteOrderId) {
        sql.update(
                "UPDATE shipment SET due_at = ? WHERE account = ? AND remote_order_id = ? AND state = 'WAITING'"
                        + " AND message IS NULL AND due_at > ?",
                clock.instant(),
                account,
                remoteOrderId,
                clock.instant());
    }

    Optional<Waiting> nextDue(UUID account) {
        return sql.first(
                "SELECT kind, payload, attempts, step, papers_at FROM shipment WHERE account = ? AND state = 'WAITING' AND due_at <= ?"
                        + " ORDER BY due_at LIMIT 1",
                row -> new Waiting(
                        Message.read(Message.Kind.valueOf(row.getString("kind")), row.getString("payload")),
                        row.getInt("attempts"),
                        row.getString("step"),
                        Sql.instant(row, "papers_at")),
                account,
                clock.instant());
    }

    Optional<Instant> earliest(UUID account) {
        return sql.first(
                "SELECT due_at FROM shipment WHERE account = ? AND state = 'WAITING' ORDER BY due_at LIMIT 1",
                row -> Sql.instantOf(row, "due_at"),
                account);
    }

    /** A fault: the same step is tried again. */
    void retryAt(ChannelAccount account, Waiting waiting, Instant due, @Nullable String message) {
        sql.update(
                "UPDATE shipment SET attempts = attempts + 1, due_at = ?, message = ?"
                        + " WHERE account = ? AND shipment_id = ? AND state = 'WAITING'",
                due,
                message,
                account.id(),
                waiting.message().id());
    }

    /** It stands at {@code step} now; papers of a shipment that the channel began anew are no good any more. */
    void stands(ChannelAccount account, Waiting waiting, String step, Instant due) {
        boolean moved = !step.equals(waiting.step());
        boolean keeps = waiting.papersAt() != null && !step.equals(ShipmentSink.TO_PACK);
        sql.update(
                "UPDATE shipment SET step = ?, attempts = CASE WHEN ? THEN 0 ELSE attempts + 1 END, due_at = ?,"
                        + " message = NULL, papers_at = ? WHERE account = ? AND shipment_id = ? AND state = 'WAITING'",
                step,
                moved,
                due,
                keeps ? waiting.papersAt() : null,
                account.id(),
                waiting.message().id());
        if (moved) {
            note(account, waiting.message(), step, "the marketplace shows it");
            stage(step).ifPresent(stage -> tell(account, waiting.message(), stage, step, null));
        }
    }

    /** Label and invoice are kept; the goods may be handed over at once. */
    void papersKept(ChannelAccount account, Waiting waiting, ShipmentPapers.Papers papers) {
        Instant now = clock.instant();
        sql.update(
                "UPDATE shipment SET step = 'papers kept', attempts = 0, due_at = ?, message = NULL, papers_at = ?"
                        + " WHERE account = ? AND shipment_id = ? AND state = 'WAITING'",
                now,
                now,
                account.id(),
                waiting.message().id());
        note(account, waiting.message(), "papers kept", papers.pdf().length + " bytes fetched and sealed");
        tell(account, waiting.message(), ShipmentStep.Stage.PAPERS_KEPT, null, papers);
    }

    /** Only what a person who packs waits for is told; the end is told by itself. */
    private static Optional<ShipmentStep.Stage> stage(String step) {
        if (step.equals("packing")) {
            return Optional.of(ShipmentStep.Stage.PACKING);
        }
        if (step.equals(ShipmentSink.PACKED)) {
            return Optional.of(ShipmentStep.Stage.PACKED);
        }
        boolean waits = step.startsWith("waits") || step.equals("on hold");
        return waits ? Optional.of(ShipmentStep.Stage.WAITS) : Optional.empty();
    }

    private void tell(
            ChannelAccount account,
            Message told,
            ShipmentStep.Stage stage,
            @Nullable String step,
            ShipmentPapers.@Nullable Papers papers) {
        if (told instanceof Message.Left left) {
            Shipment shipment = left.payload();
            outbox.append(
                    EventType.SHIPMENT_STEP,
                    EventKey.ofRemoteOrder(account.id().toString(), shipment.remoteOrderId()),
                    account.agency(),
                    new ShipmentStep(
                            account.agency(),
                            account.id().toString(),
                            account.channel(),
                            shipment.remoteOrderId(),
                            shipment.shipmentId(),
                            stage,
                            stage == ShipmentStep.Stage.WAITS ? step : null,
                            papers != null,
                            papers == null ? null : papers.carrier(),
                            papers == null ? null : papers.trackingNumber(),
                            clock.instant()));
        }
    }

    /** Ends it and tells order-service of a shipment, once; a cancellation shows in the order itself. */
    void settle(
            ChannelAccount account,
            Message told,
            boolean confirmed,
            String step,
            @Nullable String code,
            @Nullable String message) {
        Instant now = clock.instant();
        boolean over = !confirmed && isCancelled(account, told.remoteOrderId());
        int changed = sql.update(
                "UPDATE shipment SET state = ?, step = ?, attempts = attempts + 1, due_at = NULL, code = ?, message = ?,"
                        + " settled_at = ?, settled_by = ? WHERE account = ? AND shipment_id = ? AND state = 'WAITING'",
                confirmed ? "CONFIRMED" : over ? "BY_HAND" : "REFUSED",
                step,
                code,
                message,
                now,
                over ? ORDER_CANCELLED : null,
                account.id(),
                told.id());
        if (changed == 1) {
            note(account, told, step, confirmed ? "the marketplace shows it" : code + ": " + message);
        }
        if (changed == 1 && told instanceof Message.Left left) {
            Shipment shipment = left.payload();
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

    /**
     * The channel shows orders as cancelled: nothing of them need be told there any more, and nobody need settle what it refused.
     * What order-service makes of it follows from the order itself.
     */
    public void cancelled(ChannelAccount account, List<String> remoteOrderIds) {
        sql.update(
                "WITH settled AS (UPDATE shipment SET due_at = NULL, settled_at = ?, settled_by = ?, step = ?,"
                        + " state = CASE WHEN kind = 'CANCELLATION' THEN 'CONFIRMED' ELSE 'BY_HAND' END"
                        + " WHERE account = ? AND remote_order_id = ANY (?) AND state IN ('WAITING', 'REFUSED')"
                        + " RETURNING account, shipment_id, agency)"
                        + " INSERT INTO shipment_step (account, shipment_id, agency, at, step, cause)"
                        + " SELECT account, shipment_id, agency, ?, ?, 'the marketplace shows the order as cancelled' FROM settled",
                clock.instant(),
                ORDER_CANCELLED,
                ORDER_CANCELLED,
                account.id(),
                remoteOrderIds.toArray(String[]::new),
                clock.instant(),
                ORDER_CANCELLED);
    }

    /** What is refused of an order that is over anyway needs no person. */
    private boolean isCancelled(ChannelAccount account, String remoteOrderId) {
        return sql.first(
                        "SELECT 1 FROM remote_order WHERE account = ? AND remote_order_id = ? AND status = 'CANCELLED'",
                        row -> true,
                        account.id(),
                        remoteOrderId)
                .isPresent();
    }

    /** A person has a refused one tried again; false when it is not refused. */
    public boolean retry(UUID account, String shipmentId) {
        return sql.update(
                        "UPDATE shipment SET state = 'WAITING', attempts = 0, due_at = ?, settled_at = NULL"
                                + " WHERE account = ? AND shipment_id = ? AND state = 'REFUSED'",
                        clock.instant(),
                        account,
                        shipmentId)
                == 1;
    }

    /** What channels refused and nobody settled yet, the oldest first, of the accounts that the caller may see. */
    public List<Refused> refused(long after, int limit) {
        return sql.list(
                "SELECT * FROM shipment WHERE state = 'REFUSED' AND id > ? ORDER BY id LIMIT ?",
                Shipments::refused,
                after,
                limit);
    }

    public Optional<Refused> refused(long id) {
        return sql.first("SELECT * FROM shipment WHERE id = ? AND state = 'REFUSED'", Shipments::refused, id);
    }

    /** What order-service told, as it came. */
    public Optional<String> payload(long id) {
        return sql.first(
                "SELECT payload FROM shipment WHERE id = ? AND state = 'REFUSED'", row -> row.getString("payload"), id);
    }

    private static Refused refused(ResultSet row) throws SQLException {
        return new Refused(
                row.getLong("id"),
                Sql.uuid(row, "account"),
                row.getString("kind"),
                row.getString("remote_order_id"),
                String.valueOf(row.getString("message")),
                Sql.instantOf(row, "received_at"));
    }

    /** @return the account, empty when it does not wait for a person */
    public Optional<UUID> retry(long id) {
        return sql.first(
                "UPDATE shipment SET state = 'WAITING', attempts = 0, due_at = ?, settled_at = NULL"
                        + " WHERE id = ? AND state = 'REFUSED' RETURNING account",
                row -> Sql.uuid(row, "account"),
                clock.instant(),
                id);
    }

    /** A person did it on the marketplace's own pages. */
    public boolean settledByHand(long id, String person) {
        return sql.update(
                        "UPDATE shipment SET state = 'BY_HAND', settled_at = ?, settled_by = ?"
                                + " WHERE id = ? AND state = 'REFUSED'",
                        clock.instant(),
                        person,
                        id)
                == 1;
    }

    public List<View> of(UUID account, int limit) {
        return sql.list(
                "SELECT s.*, o.ship_by FROM shipment s LEFT JOIN remote_order o ON o.account = s.account"
                        + " AND o.remote_order_id = s.remote_order_id WHERE s.account = ? ORDER BY s.received_at DESC LIMIT ?",
                row -> new View(
                        row.getString("kind"),
                        row.getString("shipment_id"),
                        row.getString("remote_order_id"),
                        row.getString("state"),
                        row.getString("step"),
                        row.getInt("attempts"),
                        Sql.instant(row, "due_at"),
                        row.getString("code"),
                        row.getString("message"),
                        Sql.instantOf(row, "received_at"),
                        Sql.instant(row, "settled_at"),
                        Sql.instant(row, "ship_by"),
                        Sql.instant(row, "papers_at")),
                account,
                limit);
    }
}
