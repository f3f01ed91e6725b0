package org.haat.outbox;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts a consumer for each {@link EventHandler} of the service, and stops them in order. */
@Singleton
public class EventConsumers {
    private final List<EventConsumer> consumers;

    public EventConsumers(
            @All List<EventHandler> handlers,
            EventApplier applier,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.consumers = handlers.stream()
                .map(handler -> new EventConsumer(
                        handler, messages -> applier.apply(handler, messages), bootstrapServers, application))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        consumers.forEach(EventConsumer::start);
    }

    void stop(@Observes ShutdownEvent event) {
        consumers.forEach(EventConsumer::askToStop);
        consumers.forEach(EventConsumer::awaitStop);
    }

    /** The handler of that name, for replays. */
    public Stream<EventHandler> handlers() {
        return consumers.stream().map(EventConsumer::handler);
    }
}
