package org.haat.channelsync.alert;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;
import org.haat.look.Language;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told, as rows: written with the alert in one transaction, sent afterwards by any replica, tried again with
 * growing pauses and full jitter, and given up visibly. A receiver may get one twice (the same id), never none. None waits
 * for another's receiver: each destination has at most one under way in a replica, and each delivery ends in time.
 */
@Singleton
public class Deliveries {
    private static final int AT_ONCE = 8;
    private static final int LONGEST_ANSWER = 200;
    private final Sql sql;
    private final Destinations destinations;
    private final AlertText text;
    private final Carriers carriers;
    private final AlertConfig config;
    private final Clock clock;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    public Deliveries(
            Sql sql, Destinations destinations, AlertText text, Carriers carriers, AlertConfig config, Clock clock) {
        this.sql = sql;
        this.destinations = destinations;
        this.text = text;
        this.carriers = carriers;
        this.config = config;
        this.clock = clock;
    }

    /** Why something is told. */
    public enum Occasion {
        RAISED,
        REPEATED,
        CLEARED,
        TEST
    }

    /** What became of one. */
    public enum State {
        WAITING,
        DONE,
        FAILED
    }

    /**
     * One message to one destination.
     *
     * @param message its id, the same however often it is sent
     * @param dueAt when it is tried next, while it waits
     * @param answer what the receiver or the network last said
     */
    public record Delivery(
            long id,
            UUID destination,
            Destinations.Kind kind,
            String address,
            Occasion occasion,
            String message,
            String subject,
            Instant createdAt,
            State state,
            int attempts,
            Instant dueAt,
            @Nullable String answer,
            @Nullable Instant settledAt) {}

    /** What is to be sent now. */
    record Due(
            long id,
            UUID destination,
            Destinations.Kind kind,
            String address,
            String message,
            String subject,
            String body,
            int attempts) {}

    /** In the transaction of the alert. */
    void tell(Alert alert, Occasion occasion, Instant now) {
        destinations.of(alert).forEach(destination -> write(destination, alert, occasion, now));
    }

    void test(Destinations.Destination destination) {
        write(destination, null, Occasion.TEST, clock.instant());
    }

    private void write(Destinations.Destination to, @Nullable Alert alert, Occasion occasion, Instant now) {
        Language language = Language.of(to.language());
        String body = to.kind() == Destinations.Kind.WEBHOOK
                ? text.event(alert, occasion, language, now)
                : text.mail(alert, occasion, language);
        sql.update(
                "INSERT INTO alert_delivery (destination, agency, alert, occasion, message, subject, body, created_at, due_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                to.id(),
                to.agency(),
                alert == null ? null : alert.id(),
                occasion.name(),
                "msg_" + UUID.randomUUID().toString().replace("-", ""),
                text.subject(alert, occasion, language),
                body,
                now,
                now);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        int free = AT_ONCE - underWay.size();
        if (free <= 0) {
            return;
        }
        try {
            sql.system(() -> claim(free)).forEach(this::start);
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("Alerts are sent later: %s", e.getMessage());
        }
    }

    /**
     * Takes the oldest due one of each destination that has none under way, for longer than sending may take: if we die,
     * another replica has them then.
     */
    private List<Due> claim(int most) {
        Instant now = clock.instant();
        UUID[] busy = underWay.toArray(UUID[]::new);
        return sql.list(
                "WITH due AS (SELECT d.id FROM alert_delivery d WHERE d.state = 'WAITING' AND d.due_at <= ?"
                        + " AND d.destination <> ALL (?::uuid[])"
                        + " AND NOT EXISTS (SELECT 1 FROM alert_delivery e WHERE e.destination = d.destination"
                        + " AND e.state = 'WAITING' AND e.due_at <= ? AND e.id < d.id)"
                        + " ORDER BY d.id LIMIT ? FOR UPDATE SKIP LOCKED)"
                        + " UPDATE alert_delivery d SET attempts = d.attempts + 1, due_at = ? FROM due, alert_destination t"
                        + " WHERE d.id = due.id AND t.id = d.destination"
                        + " RETURNING d.*, t.kind, t.address",
                row -> new Due(
                        row.getLong("id"),
                        Sql.uuid(row, "destination"),
                        Destinations.Kind.valueOf(row.getString("kind")),
                        row.getString("address"),
                        row.getString("message"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getInt("attempts")),
                now,
                busy,
                now,
                most,
                now.plus(config.timeout().multipliedBy(6)));
    }

    /** The carrier ends by itself; the second bound is for what it cannot end, such as a name that is not looked up. */
    private void start(Due due) {
        underWay.add(due.destination());
        CompletableFuture.supplyAsync(() -> carriers.send(due), Infrastructure.getDefaultWorkerPool())
                .completeOnTimeout(
                        Carriers.Answer.failed(Carriers.SILENT),
                        config.timeout().multipliedBy(2).toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenAcceptAsync(answer -> settled(due, answer), Infrastructure.getDefaultWorkerPool())
                .whenComplete((done, fault) -> underWay.remove(due.destination()));
    }

    /** Where this fails, the delivery comes due again when its claim ends. */
    private void settled(Due due, Carriers.Answer answer) {
        try {
            sql.system(() -> {
                settle(due, answer);
                return true;
            });
        } catch (RuntimeException e) {
            Log.warnf(e, "What became of alert delivery %d could not be written; it is sent again", due.id());
        }
    }

    private void settle(Due due, Carriers.Answer answer) {
        Instant now = clock.instant();
        boolean over = answer.taken() || answer.forGood() || due.attempts() >= config.attempts();
        if (answer.gone()) {
            destinations.gone(due.destination());
        }
        String words = answer.words();
        sql.update(
                "UPDATE alert_delivery SET state = ?, answer = ?, due_at = ?, settled_at = ?::timestamptz WHERE id = ?",
                answer.taken() ? State.DONE.name() : over ? State.FAILED.name() : State.WAITING.name(),
                words.length() > LONGEST_ANSWER ? words.substring(0, LONGEST_ANSWER) : words,
                over ? now : now.plus(longer(pause(due.attempts()), answer.retryAfter())),
                over ? now.toString() : null,
                due.id());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Duration pause(int attempts) {
        long ceiling = config.firstPause().toMillis();
        long longest = config.longestPause().toMillis();
        for (int i = 1; i < attempts && ceiling < longest; i++) {
            ceiling *= 2;
        }
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, Math.max(2, Math.min(ceiling, longest))));
    }

    /** The newest first. */
    public List<Delivery> newest(int limit) {
        return sql.list(
                "SELECT d.*, t.kind, t.address FROM alert_delivery d JOIN alert_destination t ON t.id = d.destination"
                        + " ORDER BY d.id DESC LIMIT ?",
                Deliveries::read,
                limit);
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                Sql.uuid(row, "destination"),
                Destinations.Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                Occasion.valueOf(row.getString("occasion")),
                row.getString("message"),
                row.getString("subject"),
                Sql.instantOf(row, "created_at"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Sql.instantOf(row, "due_at"),
                row.getString("answer"),
                Sql.instant(row, "settled_at"));
    }
}
