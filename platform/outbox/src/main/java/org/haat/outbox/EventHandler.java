package org.haat.outbox;

import java.util.List;
import java.util.Set;
import org.haat.edge.Scope;
import org.haat.event.Event;

/**
 * Applies events of some topics. Implement it as a {@code @Singleton} bean; {@link EventConsumers} gives each one a
 * consumer group and a thread of its own.
 */
public interface EventHandler {
    /** Name in the consumer group and the inbox, for example {@code order-intake}. Never changes. */
    String name();

    Set<String> topics();

    /**
     * Applies events in the order given, inside one transaction with scope "every agency". Must be safe to repeat: after a
     * rollback the same events come again, whole or one by one.
     *
     * @throws RuntimeException if an event can never be applied; it is then parked with the message as its reason. A
     *     database that does not answer is not such a case: the batch waits and is tried again.
     */
    void apply(List<Event> events);

    /**
     * False for events that carry the whole state and a version: the version fence makes repeats harmless, and the inbox
     * row would only cost.
     */
    default boolean remembersEvents() {
        return true;
    }

    /** True where the same few statements come back for every batch and take longer to plan than to execute; see {@link Scope#plannedOnce}. */
    default boolean isPlannedOnce() {
        return false;
    }
}
