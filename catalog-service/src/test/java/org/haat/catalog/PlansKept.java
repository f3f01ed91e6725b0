package org.haat.catalog;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import org.haat.edge.Scope;

/** Counts how often work took a connection on which the database is told to keep its plans. */
@Singleton
public class PlansKept implements AgroalPoolInterceptor {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public void onConnectionAcquire(Connection connection) {
        if (Scope.current().isPlannedOnce()) {
            times.incrementAndGet();
        }
    }

    public int times() {
        return times.get();
    }
}
