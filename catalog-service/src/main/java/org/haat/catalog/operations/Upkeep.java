package org.haat.catalog.operations;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.edge.Scope;
import org.haat.outbox.Inbox;

/** Keeps tables small that would only grow. */
@ApplicationScoped
public class Upkeep {
    private final Inbox inbox;
    private final int inboxKeptDays;

    public Upkeep(Inbox inbox, @ConfigProperty(name = "haat.inbox.kept-days") int inboxKeptDays) {
        this.inbox = inbox;
        this.inboxKeptDays = inboxKeptDays;
    }

    /** Forgets events that no topic holds any more. */
    @Scheduled(every = "6h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetEvents() {
        int gone = Scope.system(() -> inbox.forgetOlderThanDays(inboxKeptDays));
        Log.infof("Applied events forgotten count=%d", gone);
    }
}
