package org.haat.channelsync.overview;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.channel.http.Scrubber;
import org.haat.channelsync.ingest.OrderIntake;
import org.haat.channelsync.ingest.ParkedOrders;
import org.haat.channelsync.ingest.ReturnIntake;
import org.haat.channelsync.notification.Notifications;
import org.haat.channelsync.shipment.Shipments;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.haat.event.EventJson;
import org.haat.outbox.EventApplier;
import org.haat.outbox.EventConsumers;
import org.haat.outbox.EventHandler;
import org.haat.outbox.ParkedEvents;
import org.jspecify.annotations.Nullable;

/** Everything that could not be applied and waits for a person, whatever way it came in. */
@Singleton
public class ParkedMessages {
    /** The account of each message that waits and is of one: events are of none. */
    public static final String OF_ACCOUNTS = "SELECT account FROM parked_order WHERE settled_at IS NULL"
            + " UNION ALL SELECT account FROM notification WHERE state = 'PARKED'"
            + " UNION ALL SELECT account FROM shipment WHERE state = 'REFUSED'";

    private static final int PLACES = 4;
    private final ParkedEvents events;
    private final ParkedOrders orders;
    private final Notifications notifications;
    private final Shipments shipments;
    private final EventConsumers consumers;
    private final EventApplier applier;
    private final OrderIntake intake;
    private final ReturnIntake returns;
    private final Accounts accounts;
    private final Channels channels;

    public ParkedMessages(
            ParkedEvents events,
            ParkedOrders orders,
            Notifications notifications,
            Shipments shipments,
            EventConsumers consumers,
            EventApplier applier,
            OrderIntake intake,
            ReturnIntake returns,
            Accounts accounts,
            Channels channels) {
        this.events = events;
        this.orders = orders;
        this.notifications = notifications;
        this.shipments = shipments;
        this.consumers = consumers;
        this.applier = applier;
        this.intake = intake;
        this.returns = returns;
        this.accounts = accounts;
        this.channels = channels;
    }

    /** Where a message came from. */
    public enum Kind {
        EVENT,
        ORDER,
        NOTIFICATION,
        /** Goods left and the channel refused to hear of it. */
        SHIPMENT,
        /** The seller gave an order up, and the channel refused to hear of it or takes it on its own pages only. */
        CANCELLATION
    }

    /** @param about key, order or type; never a payload, which may be personal */
    public record Message(
            Kind kind,
            long id,
            @Nullable String source,
            @Nullable String about,
            String reason,
            Instant parkedAt) {}

    /**
     * Where a page of messages ended.
     *
     * @param place of four, in the order of the list: events, orders, notifications, what was sent in vain
     * @param id of its last message; 0 for none of them yet
     */
    public record Cursor(int place, long id) {
        public static final Cursor START = new Cursor(0, 0);

        /** @throws Problem 422 when it is none of ours */
        public static Cursor parse(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return START;
            }
            if (!text.matches("[0-3]-[0-9]{1,18}")) {
                throw Problem.invalid("after", "not-a-cursor", "Send the next of the page before.");
            }
            return new Cursor(text.charAt(0) - '0', Long.parseLong(text.substring(2)));
        }

        static Cursor after(Message message) {
            int place =
                    switch (message.kind()) {
                        case EVENT -> 0;
                        case ORDER -> 1;
                        case NOTIFICATION -> 2;
                        case SHIPMENT, CANCELLATION -> 3;
                    };
            return new Cursor(place, message.id());
        }

        @Override
        public String toString() {
            return place + "-" + id;
        }
    }

    /** @param next null at the end */
    public record Page(List<Message> messages, @Nullable Cursor next) {}

    /**
     * By where they came from, the oldest first. Events belong to no agency until they are read, so only people of every agency
     * see them.
     */
    public Page waiting(Cursor from, int limit) {
        List<Message> found = new ArrayList<>();
        for (int place = from.place(); place < PLACES && found.size() <= limit; place++) {
            found.addAll(waiting(place, place == from.place() ? from.id() : 0, limit + 1 - found.size()));
        }
        List<Message> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(shown, found.size() > limit ? Cursor.after(shown.get(limit - 1)) : null);
    }

    private List<Message> waiting(int place, long after, int limit) {
        return switch (place) {
            case 0 ->
                mayTouchEvents()
                        ? events.waiting(after, limit).stream()
                                .map(ParkedMessages::message)
                                .toList()
                        : List.of();
            case 1 ->
                orders.waiting(after, limit).stream()
                        .map(ParkedMessages::message)
                        .toList();
            case 2 ->
                notifications.parked(after, limit).stream()
                        .map(ParkedMessages::message)
                        .toList();
            default ->
                shipments.refused(after, limit).stream()
                        .map(ParkedMessages::message)
                        .toList();
        };
    }

    /** The one that waits. */
    Optional<Message> find(Kind kind, long id) {
        return switch (kind) {
            case EVENT ->
                Optional.of(id)
                        .filter(one -> mayTouchEvents())
                        .flatMap(events::find)
                        .map(ParkedMessages::message);
            case ORDER -> orders.find(id).map(ParkedMessages::message);
            case NOTIFICATION -> notifications.parked(id).map(ParkedMessages::message);
            case SHIPMENT, CANCELLATION ->
                shipments.refused(id).map(ParkedMessages::message).filter(one -> one.kind() == kind);
        };
    }

    private static Message message(ParkedEvents.Parked one) {
        return new Message(Kind.EVENT, one.id(), one.topic(), one.key(), Scrubber.text(one.reason()), one.parkedAt());
    }

    private static Message message(ParkedOrders.Parked one) {
        return new Message(
                Kind.ORDER, one.id(), one.account().toString(), one.remoteOrderId(), one.reason(), one.parkedAt());
    }

    private static Message message(Notifications.Stored one) {
        return new Message(
                Kind.NOTIFICATION,
                one.id(),
                one.account().toString(),
                one.type(),
                Scrubber.text(String.valueOf(one.reason())),
                one.receivedAt());
    }

    private static Message message(Shipments.Refused one) {
        return new Message(
                Kind.valueOf(one.kind()),
                one.id(),
                one.account().toString(),
                one.remoteOrderId(),
                Scrubber.text(one.reason()),
                one.since());
    }

    /**
     * Applies it again.
     *
     * @param written what is kept of it, run in the transaction of the replay: there is never one without the other
     * @throws Problem 409 with the reason when it cannot be applied now either; 404 when it does not wait
     */
    void replay(Kind kind, long id, String person, Runnable written) {
        switch (kind) {
            case EVENT -> replayEvent(id, person, written);
            case ORDER -> replayOrder(id, person, written);
            case NOTIFICATION -> again(id, notifications::replay, written);
            case SHIPMENT, CANCELLATION -> again(id, shipments::retry, written);
        }
    }

    /** @param written what is kept of it, run in the same transaction */
    void discard(Kind kind, long id, String person, Runnable written) {
        QuarkusTransaction.requiringNew().run(() -> {
            boolean done =
                    switch (kind) {
                        case EVENT -> mayTouchEvents() && events.settle(id, "DISCARDED", person);
                        case ORDER -> orders.settle(id, "DISCARDED", person);
                        case NOTIFICATION -> notifications.discard(id, person);
                        case SHIPMENT, CANCELLATION -> shipments.settledByHand(id, person);
                    };
            settled(done);
            written.run();
        });
    }

    private static Problem unknown(long id) {
        return Problem.notFound("parked message", Long.toString(id));
    }

    private static Problem stillUnreadable(String why) {
        return Problem.conflict("still-unreadable", why);
    }

    private static void settled(boolean done) {
        if (!done) {
            throw settledAlready();
        }
    }

    static Problem settledAlready() {
        return Problem.conflict("settled-already", "Somebody settled it in the meantime.");
    }

    private void replayEvent(long id, String person, Runnable written) {
        ParkedEvents.Parked parked = Optional.of(id)
                .filter(one -> mayTouchEvents())
                .flatMap(events::find)
                .orElseThrow(() -> unknown(id));
        EventHandler handler = consumers
                .handlers()
                .filter(one -> one.name().equals(parked.consumer()))
                .findFirst()
                .orElseThrow(() -> Problem.conflict("no-consumer", "Nobody here consumes " + parked.consumer() + "."));
        byte[] payload = parked.payload();
        if (payload == null) {
            throw Problem.conflict("nothing-to-replay", "The message has no payload. Discard it.");
        }
        try {
            applier.replay(handler, EventJson.read(payload), () -> {
                settled(events.settle(id, "REPLAYED", person));
                written.run();
            });
        } catch (Problem refused) {
            throw refused;
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            throw stillUnreadable("It still cannot be applied: " + e.getMessage());
        }
    }

    private void replayOrder(long id, String person, Runnable written) {
        ParkedOrders.Parked parked =
                QuarkusTransaction.requiringNew().call(() -> orders.find(id)).orElseThrow(() -> unknown(id));
        ChannelAccount account = QuarkusTransaction.requiringNew()
                .call(() -> accounts.find(parked.account()))
                .orElseThrow(() -> unknown(id));
        IntSupplier taking = parked.remoteOrderId().startsWith(ReturnIntake.PARKED)
                ? takingReturn(account, parked.remoteOrderId().substring(ReturnIntake.PARKED.length()))
                : takingOrder(account, parked.remoteOrderId());
        QuarkusTransaction.requiringNew().run(() -> {
            settled(orders.settle(id, "REPLAYED", person));
            if (taking.getAsInt() > 0) {
                throw stillUnreadable("It was fetched anew and could not be passed on.");
            }
            written.run();
        });
    }

    /** @return takes the order as the channel shows it now, and says how many were parked again */
    private IntSupplier takingOrder(ChannelAccount account, String remoteOrderId) {
        OrderSource source = channels.facet(account.channel(), OrderSource.class)
                .orElseThrow(() -> Problem.conflict("no-orders", "This channel brings no orders."));
        RemoteOrder order = fetched(account, open -> source.order(open, remoteOrderId))
                .orElseThrow(() ->
                        Problem.conflict("unknown-order", "The channel does not know order " + remoteOrderId + "."));
        return () -> intake.take(account, List.of(order), List.of()).parked();
    }

    private IntSupplier takingReturn(ChannelAccount account, String remoteReturnId) {
        ReturnSource source = channels.facet(account.channel(), ReturnSource.class)
                .orElseThrow(() -> Problem.conflict("no-returns", "This channel brings no returns."));
        RemoteReturn goods = fetched(account, open -> source.oneReturn(open, remoteReturnId))
                .orElseThrow(() ->
                        Problem.conflict("unknown-return", "The channel does not know return " + remoteReturnId + "."));
        return () -> {
            returns.take(account, List.of(goods), List.of());
            return 0;
        };
    }

    private <T> Optional<T> fetched(ChannelAccount account, Function<Account, Optional<T>> fetch) {
        Account open = QuarkusTransaction.requiringNew().call(() -> accounts.open(account));
        try {
            return fetch.apply(open);
        } catch (ChannelException e) {
            throw stillUnreadable("The channel answered: " + e.getMessage());
        }
    }

    private void again(long id, LongFunction<Optional<UUID>> waits, Runnable written) {
        QuarkusTransaction.requiringNew().run(() -> {
            UUID account = waits.apply(id).orElseThrow(ParkedMessages::settledAlready);
            accounts.wake(account);
            written.run();
        });
    }

    private static boolean mayTouchEvents() {
        return Scope.current().seesEverything();
    }
}
