package org.haat.channelsync.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.overview.Overview;
import org.haat.channelsync.overview.Totals;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Scope;
import org.haat.look.Language;

/**
 * The overview as it changes, for everybody who watches. Once a second, and only while somebody does, one snapshot is taken
 * of each scope that is watched, and what changed is drawn once a language; a viewer holds no thread. A stream ends after a
 * while and the browser opens another, so that who may no longer look is found out.
 */
@Singleton
public class LiveOverview {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private final Overview overview;
    private final Totals totals;
    private final Clock clock;
    private final String root;
    private final Map<Audience, WatchedOverview> watched = new ConcurrentHashMap<>();

    public LiveOverview(
            Overview overview,
            Totals totals,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.http.root-path") String root) {
        this.overview = overview;
        this.totals = totals;
        this.clock = clock;
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        meters.gauge("haat.sync.overview.viewers", this, LiveOverview::viewers);
    }

    /** What is seen is the same for all who are alike in this. */
    private record Audience(String scope, Language language) {}

    /**
     * One event of a stream.
     *
     * @param name {@code message} for the whole, {@code part} for the elements of those ids, {@code beat} for none
     */
    record Event(String name, String html) {}

    /** @param cards of the accounts, in the order of the page: what somebody must see to stands first */
    record Snapshot(List<AccountCard> cards, Totals.Of totals) {}

    Multi<Event> watch(Scope scope, Language language) {
        WatchedOverview room = watched.computeIfAbsent(
                new Audience(scope.toString(), language), key -> new WatchedOverview(scope, language, root));
        return Multi.createFrom()
                .<Event>emitter(room::join, BackPressureStrategy.DROP)
                .select()
                .first(LIFE);
    }

    /** What the caller may see, now. Call inside a transaction. */
    Snapshot snapshot() {
        return new Snapshot(
                overview.rows().stream()
                        .map(row -> AccountCard.of(row, clock.instant()))
                        .sorted(AccountCard.URGENT_FIRST)
                        .toList(),
                totals.all());
    }

    /** A stream is a request that does not end by itself: the service would wait for it, as long as it waits for any. */
    void endStreams(@Observes ShutdownDelayInitiatedEvent event) {
        watched.values().forEach(WatchedOverview::end);
    }

    long viewers() {
        return watched.values().stream().mapToLong(WatchedOverview::viewers).sum();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        Map<String, Snapshot> taken = new HashMap<>();
        for (Map.Entry<Audience, WatchedOverview> one : new ArrayList<>(watched.entrySet())) {
            WatchedOverview room = one.getValue();
            if (room.viewers() == 0) {
                continue;
            }
            try {
                Snapshot seen = taken.computeIfAbsent(one.getKey().scope(), key -> room.scope()
                        .call(() -> QuarkusTransaction.requiringNew().call(this::snapshot)));
                room.show(seen);
            } catch (RuntimeException e) {
                if (DatabaseDown.isCauseOf(e)) {
                    Log.debugf("The overview stays as it was: %s", e.getMessage());
                } else {
                    Log.error("The overview of one audience could not be drawn", e); // the others go on
                }
            }
        }
    }
}
