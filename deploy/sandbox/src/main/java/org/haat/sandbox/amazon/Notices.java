package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.queue.QueueServer;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/**
 * Amazon's notifications: each goes into the queue of whoever subscribed, in no certain order, and the switches may lose,
 * double, delay or misplace it. The names in an envelope begin with capitals or not, by type, as at Amazon.
 */
public final class Notices {
    private static final int MOST_TRIES = 12;
    private static final int MOST_AT_ONCE = 50;
    private final Shelf<Notice> waiting;
    private final Set<Long> underWay = new HashSet<>();
    private final Subscriptions subscriptions;
    private final QueueServer server;
    private final Accounts accounts;
    private final Unkindness unkindness;
    private final Delays delays;
    private final Pace pace;
    private long last;

    Notices(Ground ground, Subscriptions subscriptions, QueueServer server) {
        this.waiting = new Shelf<>(ground.journal(), "amazon.notice", Notice.class);
        this.subscriptions = subscriptions;
        this.server = server;
        this.accounts = ground.accounts();
        this.unkindness = ground.unkindness();
        this.delays = ground.delays();
        this.pace = ground.pace();
        this.last = waiting.all().stream().mapToLong(Notice::id).max().orElse(0);
    }

    /** What is posted to the queue server. */
    public record Letter(Notice notice, String url, String body) {}

    public List<Notice> waiting() {
        return List.copyOf(waiting.all());
    }

    /** Tells the seller's subscriber, if there is one. */
    void tell(String name, String type, ObjectNode payload) {
        Optional<Account> account = accounts.find(Account.AMAZON, name);
        Optional<Subscriptions.Route> route = account.flatMap(one -> subscriptions.route(one, type));
        if (account.isEmpty() || route.isEmpty() || isOn(FaultKind.PUSH_LOST, name, type)) {
            return;
        }
        Subscriptions.Subscription to = route.get().subscription();
        ObjectNode envelope = envelope(type, to.payloadVersion(), to.subscriptionId(), payload);
        write(name, type, route.get().queue().name(), Json.text(envelope));
    }

    /** Tells an application of itself; such news goes to the queue that its maker registered, not by subscription. */
    void tellApplication(Account account, String queue, String type, ObjectNode payload) {
        write(account.name(), type, queue, Json.text(envelope(type, "2023-11-30", "", payload)));
    }

    /** Puts any text into a queue, as whoever may write to it could. */
    public void inject(Account account, String queue, String text) {
        write(account.name(), "INJECTED", queue, text);
    }

    private ObjectNode envelope(String type, String payloadVersion, String subscription, ObjectNode payload) {
        boolean capitals = Capitals.of(type);
        String now = pace.now().toString();
        ObjectNode envelope = Json.MAPPER.createObjectNode();
        envelope.put(Capitals.name("notificationVersion", capitals), capitals ? "1.0" : "2020-09-04")
                .put(Capitals.name("notificationType", capitals), type)
                .put(Capitals.name("payloadVersion", capitals), payloadVersion)
                .put(Capitals.name("eventTime", capitals), now)
                .set(Capitals.name("payload", capitals), payload);
        envelope.putObject(Capitals.name("notificationMetadata", capitals))
                .put(Capitals.name("applicationId", capitals), "amzn1.sellerapps.app.sandbox")
                .put(Capitals.name("subscriptionId", capitals), subscription)
                .put(Capitals.name("publishTime", capitals), now)
                .put(Capitals.name("notificationId", capitals), accounts.uuid());
        return envelope;
    }

    private boolean isOn(FaultKind kind, String account, String type) {
        return unkindness.take(kind, Account.AMAZON, account, type).isPresent();
    }

    private void write(String account, String type, String queue, String body) {
        put(account, type, queue, body);
        if (isOn(FaultKind.PUSH_TWICE, account, type)) {
            put(account, type, queue, body);
        }
    }

    private void put(String account, String type, String queue, String body) {
        long id = ++last;
        Instant due = delays.from(pace.now(), "amazon.notice", type + id);
        Optional<Fault> late = unkindness.take(FaultKind.PUSH_LATE, Account.AMAZON, account, type);
        if (late.isPresent()) {
            due = due.plusMillis(late.get().settings().path("millis").asLong(5_000));
        }
        if (isOn(FaultKind.PUSH_OUT_OF_ORDER, account, type)) {
            due = delays.from(due, "amazon.notice.overtaken", type + id);
        }
        waiting.put(Long.toString(id), new Notice(id, account, type, queue, body, due, 0));
    }

    /** The letters to send now; each is under way until {@link #answered}. */
    public List<Letter> due() {
        List<Letter> letters = new ArrayList<>();
        for (Notice notice : waiting.all()) {
            boolean ready = !notice.due().isAfter(pace.now()) && !underWay.contains(notice.id());
            if (ready && letters.size() < MOST_AT_ONCE) {
                letters.add(new Letter(notice, server.endpoint(), server.sending(notice.queue(), notice.body())));
            }
        }
        letters.forEach(letter -> underWay.add(letter.notice().id()));
        return letters;
    }

    /** @param taken whether the queue has it; else it is sent again, and given up in the end */
    public void answered(Notice notice, boolean taken) {
        underWay.remove(notice.id());
        String key = Long.toString(notice.id());
        if (waiting.find(key).isEmpty()) {
            return;
        }
        if (taken || notice.tries() + 1 >= MOST_TRIES) {
            waiting.remove(key);
        } else {
            Duration wait = pace.scaled(Duration.ofSeconds(10L << notice.tries()));
            waiting.put(key, notice.again(pace.now().plus(wait)));
        }
    }
}
