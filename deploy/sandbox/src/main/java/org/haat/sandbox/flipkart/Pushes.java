package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/**
 * Flipkart's push notifications: at least once, in order for each shipment, and one that fails holds back the later ones of its
 * shipment. The signature does not cover the body. Kept over a restart.
 */
public final class Pushes {
    private static final int MOST_TRIES = 12;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private final Shelf<Subscription> subscriptions;
    private final Shelf<Push> waiting;
    private final Set<Long> underWay = new HashSet<>();
    private final Accounts accounts;
    private final Unkindness unkindness;
    private final Delays delays;
    private final Pace pace;
    private long last;

    Pushes(Ground ground) {
        this.subscriptions = new Shelf<>(ground.journal(), "flipkart.subscription", Subscription.class);
        this.waiting = new Shelf<>(ground.journal(), "flipkart.push", Push.class);
        this.accounts = ground.accounts();
        this.unkindness = ground.unkindness();
        this.delays = ground.delays();
        this.pace = ground.pace();
        this.last = waiting.all().stream().mapToLong(Push::id).max().orElse(0);
    }

    /** @param url where the seller's program listens, byte for byte as it is signed */
    public record Subscription(String account, String url) {}

    /** What leaves: the address, the two headers and the body. */
    public record Letter(Push push, String url, Map<String, String> headers) {}

    /** What the person at Flipkart does with the seller's ticket. */
    public void subscribe(Account account, String url) {
        subscriptions.put(account.name(), new Subscription(account.name(), url));
    }

    /** Nothing is sent any more, not even what waits. */
    public void unsubscribe(Account account) {
        subscriptions.remove(account.name());
        List.copyOf(waiting.all()).stream()
                .filter(push -> push.account().equals(account.name()))
                .forEach(this::forget);
    }

    public List<Subscription> subscriptions() {
        return List.copyOf(subscriptions.all());
    }

    public List<Push> waiting() {
        return List.copyOf(waiting.all());
    }

    /** Writes a notification for whoever subscribed; the switches may lose, double, delay or misplace it. */
    void tell(Shipment shipment, String eventType, ObjectNode attributes) {
        String name = shipment.sale().account();
        Optional<Account> account = accounts.find(Account.FLIPKART, name);
        if (account.isEmpty() || subscriptions.find(name).isEmpty() || isOn(FaultKind.PUSH_LOST, name, eventType)) {
            return;
        }
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("eventType", eventType)
                .put("source", "flipkart")
                .put("version", "v3")
                .put("timestamp", ShipmentJson.time(pace.now()))
                .put("locationId", account.get().place())
                .put("shipmentId", shipment.shipmentId);
        body.set("attributes", attributes);
        write(name, shipment.shipmentId, eventType, body.toString());
        if (isOn(FaultKind.PUSH_TWICE, name, eventType)) {
            write(name, shipment.shipmentId, eventType, body.toString());
        }
    }

    /** As {@link #tell}, of goods on their way back; they are in order among themselves. */
    void tellReturn(Comeback comeback, String eventType, ObjectNode attributes) {
        String name = comeback.account();
        Optional<Account> account = accounts.find(Account.FLIPKART, name);
        if (account.isEmpty() || subscriptions.find(name).isEmpty() || isOn(FaultKind.PUSH_LOST, name, eventType)) {
            return;
        }
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("eventType", eventType)
                .put("source", "flipkart")
                .put("version", "v3")
                .put("timestamp", ShipmentJson.time(pace.now()))
                .put("locationId", account.get().place())
                .put("returnId", comeback.returnId());
        body.set("attributes", attributes);
        write(name, comeback.returnId(), eventType, body.toString());
        if (isOn(FaultKind.PUSH_TWICE, name, eventType)) {
            write(name, comeback.returnId(), eventType, body.toString());
        }
    }

    private boolean isOn(FaultKind kind, String account, String eventType) {
        return unkindness.take(kind, Account.FLIPKART, account, eventType).isPresent();
    }

    private void write(String account, String shipmentId, String eventType, String body) {
        long id = ++last;
        Instant due = delays.from(pace.now(), "flipkart.push", shipmentId + eventType);
        Optional<Fault> late = unkindness.take(FaultKind.PUSH_LATE, Account.FLIPKART, account, eventType);
        if (late.isPresent()) {
            due = due.plusMillis(late.get().settings().path("millis").asLong(5_000));
        }
        boolean overtaken = isOn(FaultKind.PUSH_OUT_OF_ORDER, account, eventType);
        if (overtaken) {
            due = delays.from(due, "flipkart.push.overtaken", shipmentId);
        }
        waiting.put(Long.toString(id), new Push(id, account, shipmentId, eventType, body, !overtaken, due, 0));
    }

    /** The letters to send now; each is under way until {@link #answered}. */
    public List<Letter> due() {
        Set<String> held = new HashSet<>();
        List<Letter> letters = new ArrayList<>();
        List<Push> inOrder = waiting.all().stream()
                .sorted(Comparator.comparingLong(Push::id))
                .toList();
        for (Push push : inOrder) {
            boolean ready = !push.due().isAfter(pace.now()) && !underWay.contains(push.id());
            if (ready && !held.contains(push.shipmentId())) {
                letter(push).ifPresent(letters::add);
            }
            if (push.blocks()) {
                held.add(push.shipmentId());
            }
        }
        letters.forEach(letter -> underWay.add(letter.push().id()));
        return letters;
    }

    private Optional<Letter> letter(Push push) {
        return subscriptions.find(push.account()).flatMap(to -> accounts.find(Account.FLIPKART, push.account())
                .map(account -> new Letter(push, to.url(), signed(account, to.url(), pace.now()))));
    }

    /** The digest of the published sample: over the date as epoch seconds, the registered URL, the method and the secret. */
    private static Map<String, String> signed(Account account, String url, Instant now) {
        String text = now.getEpochSecond() + url + "POST" + account.clientSecret();
        String pair = account.clientId() + ":" + sha1(text);
        String token = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "X_Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                "X_Authorization",
                "FKLOGIN " + token,
                "Content-Type",
                "application/json");
    }

    private static String sha1(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    /** @param taken whether the program answered 200; else it is sent again, ever more seldom, and given up in the end */
    public void answered(Push push, boolean taken) {
        underWay.remove(push.id());
        if (waiting.find(Long.toString(push.id())).isEmpty()) {
            return;
        }
        if (taken || push.tries() + 1 >= MOST_TRIES) {
            forget(push);
            return;
        }
        Duration wait = pace.scaled(Duration.ofSeconds(10L << Math.min(push.tries(), 10)));
        Duration most = pace.scaled(LONGEST_WAIT);
        waiting.put(Long.toString(push.id()), push.again(pace.now().plus(wait.compareTo(most) > 0 ? most : wait)));
    }

    private void forget(Push push) {
        waiting.remove(Long.toString(push.id()));
    }
}
