package org.haat.channelsync.engine;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.database.Sql;
import org.haat.outbox.Leases;
import org.jspecify.annotations.Nullable;

/** Starts this replica's engine and stops it in order. */
@Singleton
public class EngineStarter {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private final SyncConfig config;
    private final Engine engine;
    private final AgroalDataSource dataSource;
    private @Nullable WorkSignal signal;

    public EngineStarter(
            SyncConfig config,
            Accounts accounts,
            AccountLeases leases,
            @All List<Lane> lanes,
            Engine.OpenCalls openCalls,
            LaneRuns runs,
            Sql sql,
            AgroalDataSource dataSource) {
        this.config = config;
        this.engine = new Engine(config, accounts, leases, lanes, openCalls, runs, sql);
        this.dataSource = dataSource;
    }

    void start(@Observes StartupEvent event) {
        if (config.engine().enabled()) {
            signal = new WorkSignal(dataSource, engine::signal);
            signal.start();
            engine.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (signal != null) {
            signal.stop();
            engine.stop(PATIENCE);
        }
    }

    /** This replica's leases. */
    @Singleton
    static final class LeasesOfThisReplica {
        @Produces
        @Singleton
        AccountLeases leases(Leases leases, Sql sql, SyncConfig config) {
            return new AccountLeases(leases, sql, config.engine().lease());
        }
    }
}
