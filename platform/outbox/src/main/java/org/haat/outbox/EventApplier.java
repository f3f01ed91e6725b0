package org.haat.outbox;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Scope;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventType;
import org.haat.event.UnreadableEventException;

/**
 * Applies a batch of messages: all in one transaction when that works, else one by one, so that the one at fault is
 * parked and the others go on. A database that does not answer is thrown to the caller, who waits.
 */
@Singleton
public class EventApplier {
    private final Inbox inbox;
    private final ParkedEvents parkedEvents;

    public EventApplier(Inbox inbox, ParkedEvents parkedEvents) {
        this.inbox = inbox;
        this.parkedEvents = parkedEvents;
    }

    /** When it returns, each message is applied, known already, or parked. */
    public void apply(EventHandler handler, List<ConsumerRecord<byte[], byte[]>> messages) {
        List<ConsumerRecord<byte[], byte[]>> readable = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            // A tombstone says only that a key's history may go.
            if (message.value() != null) {
                try {
                    events.add(read(message));
                    readable.add(message);
                } catch (UnreadableEventException e) {
                    park(handler, message, e);
                }
            }
        }
        try {
            applyTogether(handler, events);
        } catch (RuntimeException e) {
            rethrowIfDatabaseIsDown(e);
            applyOneByOne(handler, readable, events);
        }
    }

    /** Applies events in a transaction of their own. */
    public void applyTogether(EventHandler handler, List<Event> events) {
        if (!events.isEmpty()) {
            scopeOf(handler).run(() -> QuarkusTransaction.requiringNew().run(() -> applyUnseen(handler, events)));
        }
    }

    /**
     * Applies one event that was parked.
     *
     * @param settling what says so, run in the same transaction, so that there is never one without the other
     */
    public void replay(EventHandler handler, Event event, Runnable settling) {
        scopeOf(handler).run(() -> QuarkusTransaction.requiringNew().run(() -> {
            applyUnseen(handler, List.of(event));
            settling.run();
        }));
    }

    private static Scope scopeOf(EventHandler handler) {
        return handler.isPlannedOnce() ? Scope.everything().plannedOnce() : Scope.everything();
    }

    private void applyUnseen(EventHandler handler, List<Event> events) {
        List<Event> unseen = handler.remembersEvents() ? inbox.unseen(handler.name(), events) : events;
        if (!unseen.isEmpty()) {
            handler.apply(unseen);
        }
    }

    private void applyOneByOne(
            EventHandler handler, List<ConsumerRecord<byte[], byte[]>> messages, List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            try {
                applyTogether(handler, List.of(events.get(i)));
            } catch (RuntimeException e) {
                rethrowIfDatabaseIsDown(e);
                park(handler, messages.get(i), e);
            }
        }
    }

    private void park(EventHandler handler, ConsumerRecord<byte[], byte[]> message, RuntimeException e) {
        Log.warnf(
                "%s parked %s-%d@%d: %s",
                handler.name(), message.topic(), message.partition(), message.offset(), reason(e));
        Scope.everything().run(() -> parkedEvents.park(handler.name(), message, reason(e)));
    }

    private static void rethrowIfDatabaseIsDown(RuntimeException e) {
        if (DatabaseDown.isCauseOf(e)) {
            throw e;
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getClass().getSimpleName() + ": " + root.getMessage();
        return text.length() > 1_000 ? text.substring(0, 1_000) : text;
    }

    private static Event read(ConsumerRecord<byte[], byte[]> message) {
        Event event = EventJson.read(message.value());
        if (EventType.of(event.type())
                .filter(type -> type.topic().equals(message.topic()))
                .isEmpty()) {
            throw new UnreadableEventException(
                    "Type " + event.type() + " does not belong on topic " + message.topic(), null);
        }
        String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
        if (!key.equals(event.subject())) {
            throw new UnreadableEventException("The key is not the subject " + event.subject(), null);
        }
        if (event.data().has("agency") && !event.data().get("agency").asText().equals(event.agency())) {
            throw new UnreadableEventException("The envelope names another agency than the data", null);
        }
        return event;
    }
}
