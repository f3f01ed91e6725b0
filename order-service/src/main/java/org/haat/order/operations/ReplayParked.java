package org.haat.order.operations;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Problem;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.UnreadableEventException;
import org.haat.order.security.Person;
import org.haat.outbox.EventConsumers;
import org.haat.outbox.EventHandler;
import org.haat.outbox.Inbox;
import org.haat.outbox.ParkedEvents;

/** Applies a parked message again once its cause is mended, or lays it aside for good. */
@ApplicationScoped
public class ReplayParked {
    private final ParkedEvents parkedEvents;
    private final EventConsumers consumers;
    private final Inbox inbox;
    private final Person person;

    public ReplayParked(ParkedEvents parkedEvents, EventConsumers consumers, Inbox inbox, Person person) {
        this.parkedEvents = parkedEvents;
        this.consumers = consumers;
        this.inbox = inbox;
        this.person = person;
    }

    /** @throws Problem 404 if nothing waits under that id, 409 if it still cannot be applied; it stays parked then */
    @Transactional
    public void replay(long id) {
        ParkedEvents.Parked parked = find(id);
        settle(id, "REPLAYED");
        try {
            apply(parked);
        } catch (UnreadableEventException | IllegalArgumentException | jakarta.persistence.PersistenceException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.warnf("Parked message still cannot be applied id=%d: %s", id, e.getMessage());
            throw Problem.conflict("still-unreadable", "It still cannot be applied: " + e.getMessage());
        }
        Log.infof("Parked message replayed id=%d topic=%s by=%s", id, parked.topic(), person.name());
    }

    @Transactional
    public void discard(long id) {
        ParkedEvents.Parked parked = find(id);
        settle(id, "DISCARDED");
        Log.infof("Parked message discarded id=%d topic=%s by=%s", id, parked.topic(), person.name());
    }

    private void apply(ParkedEvents.Parked parked) {
        byte[] payload = parked.payload();
        if (payload == null) {
            throw new UnreadableEventException("The message is empty", null);
        }
        Event event = EventJson.read(payload);
        EventHandler handler = consumers
                .handlers()
                .filter(known -> known.name().equals(parked.consumer()))
                .findFirst()
                .orElseThrow(() -> new UnreadableEventException("No consumer " + parked.consumer(), null));
        List<Event> unseen = handler.remembersEvents() ? inbox.unseen(handler.name(), List.of(event)) : List.of(event);
        if (!unseen.isEmpty()) {
            handler.apply(unseen);
        }
    }

    private ParkedEvents.Parked find(long id) {
        return parkedEvents.find(id).orElseThrow(() -> Problem.notFound("parked message", String.valueOf(id)));
    }

    private void settle(long id, String settlement) {
        if (!parkedEvents.settle(id, settlement, person.name())) {
            throw Problem.conflict("settled-already", "Somebody settled this message a moment ago.");
        }
    }
}
