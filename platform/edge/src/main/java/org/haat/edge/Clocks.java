package org.haat.edge;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock; tests put their own in its place. */
@Singleton
public class Clocks {
    @Produces
    @Singleton
    @DefaultBean
    public Clock utc() {
        return Clock.systemUTC();
    }
}
