package org.haat.channelsync.overview;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.http.Scrubber;
import org.haat.channelsync.ingest.ParkedOrders;
import org.haat.channelsync.notification.Notifications;
import org.haat.channelsync.overview.ParkedHistory.Action;
import org.haat.channelsync.overview.ParkedMessages.Kind;
import org.haat.channelsync.overview.ParkedMessages.Message;
import org.haat.channelsync.shipment.Shipments;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.haat.outbox.ParkedEvents;
import org.jspecify.annotations.Nullable;

/** Where a person looks at one message that could not be applied, and decides. Each decision is written down. */
@Singleton
public class ParkedDesk {
    private final ParkedMessages messages;
    private final ParkedHistory history;
    private final ParkedEvents events;
    private final ParkedOrders orders;
    private final Notifications notifications;
    private final Shipments shipments;
    private final Accounts accounts;

    public ParkedDesk(
            ParkedMessages messages,
            ParkedHistory history,
            ParkedEvents events,
            ParkedOrders orders,
            Notifications notifications,
            Shipments shipments,
            Accounts accounts) {
        this.messages = messages;
        this.history = history;
        this.events = events;
        this.orders = orders;
        this.notifications = notifications;
        this.shipments = shipments;
        this.accounts = accounts;
    }

    /**
     * @param payload what came, secrets and people hidden; null when nothing of it can be shown
     * @param history what people tried, the newest first
     */
    public record Detail(Message message, @Nullable String payload, List<ParkedHistory.Entry> history) {}

    /** @throws Problem 404 when there is none, 409 when somebody settled it */
    public Detail detail(Kind kind, long id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Message message = message(kind, id);
            return new Detail(message, payload(kind, id).orElse(null), history.of(kind, id));
        });
    }

    /** @throws Problem 409 with the reason when it cannot be applied now either; 404 when there is none */
    public void replay(Kind kind, long id, String person) {
        Message message = QuarkusTransaction.requiringNew().call(() -> message(kind, id));
        try {
            messages.replay(kind, id, person, () -> remember(message, person, Action.REPLAYED, ""));
        } catch (Problem refused) {
            if (refused.status() == 409 && !refused.code().equals("settled-already")) {
                String why = Scrubber.text(refused.detail());
                QuarkusTransaction.requiringNew().run(() -> remember(message, person, Action.REPLAY_FAILED, why));
            }
            throw refused;
        }
    }

    public void discard(Kind kind, long id, String person) {
        Message message = QuarkusTransaction.requiringNew().call(() -> message(kind, id));
        messages.discard(kind, id, person, () -> remember(message, person, Action.DISCARDED, ""));
    }

    private void remember(Message message, String person, Action action, String detail) {
        history.remember(message, agency(message), person, action, detail);
    }

    private @Nullable String agency(Message message) {
        String account = message.source();
        return message.kind() == Kind.EVENT || account == null
                ? null
                : accounts.find(UUID.fromString(account))
                        .map(ChannelAccount::agency)
                        .orElse(null);
    }

    private Message message(Kind kind, long id) {
        return messages.find(kind, id)
                .orElseThrow(() -> history.of(kind, id).isEmpty()
                        ? Problem.notFound("parked message", Long.toString(id))
                        : ParkedMessages.settledAlready());
    }

    private Optional<String> payload(Kind kind, long id) {
        return switch (kind) {
            case EVENT ->
                Optional.of(id)
                        .filter(one -> Scope.current().seesEverything())
                        .flatMap(events::find)
                        .map(ParkedEvents.Parked::payload)
                        .map(bytes -> Scrubber.body(new String(bytes, StandardCharsets.UTF_8)));
            case ORDER -> orders.payload(id);
            case NOTIFICATION -> notifications.body(id).map(Scrubber::body);
            case SHIPMENT, CANCELLATION -> shipments.payload(id).map(Scrubber::body);
        };
    }
}
