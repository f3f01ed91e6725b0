package org.haat.channelsync.overview;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
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

    /** @throws Problem 409 with the reason when it cannot be applied now either; 404 when it does not wait */
    void replay(Kind kind, long id, String person) {
        switch (kind) {
            case EVENT -> replayEvent(id, person);
            case ORDER -> replayOrder(id, person);
            case NOTIFICATION -> replayNotification(id);
            case SHIPMENT, CANCELLATION -> replayShipment(id);
        }
    }

    void discard(Kind kind, long id, String person) {
        boolean done =
                switch (kind) {
                    case EVENT -> mayTouchEvents() && events.settle(id, "DISCARDED", person);
                    case ORDER -> QuarkusTransaction.requiringNew().call(() -> orders.settle(id, "DISCARDED", person));
                    case NOTIFICATION ->
                        QuarkusTransaction.requiringNew().call(() -> notifications.discard(id, person));
                    case SHIPMENT, CANCELLATION ->
                        QuarkusTransaction.requiringNew().call(() -> shipments.settledByHand(id, person));
                };
        if (!done) {
            throw Problem.notFound("parked message", Long.toString(id));
        }
    }

    private void replayEvent(long id, String person) {
        ParkedEvents.Parked parked = Optional.of(id)
                .filter(one -> mayTouchEvents())
                .flatMap(events::find)
                .orElseThrow(() -> Problem.notFound("parked message", Long.toString(id)));
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
            applier.applyTogether(handler, List.of(EventJson.read(payload)));
        } catch (RuntimeException e) {
            throw Problem.conflict("still-unreadable", "It still cannot be applied: " + e.getMessage());
        }
        if (!events.settle(id, "REPLAYED", person)) {
            throw Problem.conflict("settled-already", "Somebody settled it in the meantime.");
        }
    }

    private void replayOrder(long id, String person) {
        ParkedOrders.Parked parked = QuarkusTransaction.requiringNew()
                .call(() -> orders.find(id))
                .orElseThrow(() -> Problem.notFound("parked message", Long.toString(id)));
        ChannelAccount account = QuarkusTransaction.requiringNew()
                .call(() -> accounts.find(parked.account()))
                .orElseThrow(() -> Problem.notFound("parked message", Long.toString(id)));
        if (parked.remoteOrderId().startsWith(ReturnIntake.PARKED)) {
            replayReturn(account, parked.remoteOrderId().substring(ReturnIntake.PARKED.length()));
            return;
        }
        OrderSource source = channels.facet(account.channel(), OrderSource.class)
                .orElseThrow(() -> Problem.conflict("no-orders", "This channel brings no orders."));
        RemoteOrder order = fetch(source, account, parked.remoteOrderId());
        QuarkusTransaction.requiringNew().run(() -> {
            intake.take(account, List.of(order), List.of());
            if (!orders.settle(id, "REPLAYED", person)) {
                // The intake settled it: the order arrived.
                io.quarkus.logging.Log.debugf("Parked order %d was settled by its arrival", id);
            }
        });
    }

    /** Its arrival settles it. */
    private void replayReturn(ChannelAccount account, String id) {
        ReturnSource source = channels.facet(account.channel(), ReturnSource.class)
                .orElseThrow(() -> Problem.conflict("no-returns", "This channel brings no returns."));
        try {
            var open = QuarkusTransaction.requiringNew().call(() -> accounts.open(account));
            RemoteReturn goods = source.oneReturn(open, id)
                    .orElseThrow(
                            () -> Problem.conflict("unknown-return", "The channel does not know return " + id + "."));
            QuarkusTransaction.requiringNew().run(() -> returns.take(account, List.of(goods), List.of()));
        } catch (ChannelException e) {
            throw Problem.conflict("still-unreadable", "The channel answered: " + e.getMessage());
        }
    }

    private RemoteOrder fetch(OrderSource source, ChannelAccount account, String remoteOrderId) {
        try {
            var open = QuarkusTransaction.requiringNew().call(() -> accounts.open(account));
            return source.order(open, remoteOrderId)
                    .orElseThrow(() -> Problem.conflict(
                            "unknown-order", "The channel does not know order " + remoteOrderId + "."));
        } catch (ChannelException e) {
            throw Problem.conflict("still-unreadable", "The channel answered: " + e.getMessage());
        }
    }

    private void replayNotification(long id) {
        QuarkusTransaction.requiringNew().run(() -> {
            var account =
                    notifications.replay(id).orElseThrow(() -> Problem.notFound("parked message", Long.toString(id)));
            accounts.wake(account);
        });
    }

    private void replayShipment(long id) {
        QuarkusTransaction.requiringNew().run(() -> {
            var account = shipments.retry(id).orElseThrow(() -> Problem.notFound("parked message", Long.toString(id)));
            accounts.wake(account);
        });
    }

    private static boolean mayTouchEvents() {
        return Scope.current().seesEverything();
    }
}
