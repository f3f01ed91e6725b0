package org.haat.order.partner;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.edge.Scope;

/** Messages that were taken, and the locks by which each is taken once. */
@ApplicationScoped
public class PartnerMessages implements PanacheRepositoryBase<PartnerMessage, PartnerMessage.Key> {
    private final Clock clock;
    private final Duration kept;

    public PartnerMessages(Clock clock, @ConfigProperty(name = "haat.partner.messages-kept") Duration kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /** Waits for whoever works on the same thing; the lock ends with the transaction. */
    void lock(Partner partner, String thing) {
        getEntityManager()
                .createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:thing, 0))::text", String.class)
                .setParameter("thing", partner.id + "|" + thing)
                .getSingleResult();
    }

    /** Forgets what no partner repeats any more. */
    @Scheduled(every = "6h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Scope.everything().run(() -> QuarkusTransaction.requiringNew().run(() -> {
            long gone = delete("receivedAt < ?1", clock.instant().minus(kept));
            Log.infof("Partner messages forgotten count=%d", gone);
        }));
    }
}
