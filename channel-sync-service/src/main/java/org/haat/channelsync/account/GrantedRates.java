package org.haat.channelsync.account;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.Throttle;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.Sql;

/** Remembers the rates that partners grant in their answers, so that every replica can show them. */
@Singleton
public class GrantedRates {
    private final Map<Key, Double> known = new ConcurrentHashMap<>();
    private final Map<Key, Granted> waiting = new ConcurrentHashMap<>();
    private final Sql sql;
    private final Clock clock;

    public GrantedRates(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    record Key(UUID account, String operation) {}

    record Granted(Key key, double ratePerSecond, Instant at) {}

    /** A throttle that learns as {@code inner} does and has it written down. */
    public Throttle around(Throttle inner) {
        return new Throttle() {
            @Override
            public Duration take(UUID account, Quota quota) {
                return inner.take(account, quota);
            }

            @Override
            public void learn(UUID account, Quota quota, double ratePerSecond) {
                inner.learn(account, quota, ratePerSecond);
                note(new Key(account, quota.bucket()), ratePerSecond);
            }

            @Override
            public void refused(UUID account, Quota quota, Duration wait) {
                inner.refused(account, quota, wait);
            }
        };
    }

    private void note(Key key, double rate) {
        if (rate > 0 && Double.isFinite(rate) && !Double.valueOf(rate).equals(known.put(key, rate))) {
            waiting.put(key, new Granted(key, rate, clock.instant()));
        }
    }

    /** What is not written yet; hand it to {@link #written} after the commit. */
    List<Granted> write() {
        List<Granted> granted = new ArrayList<>(waiting.values());
        if (!granted.isEmpty()) {
            sql.update(
                    "INSERT INTO account_quota (account, agency, operation, rate_per_second, learnt_at)"
                            + " SELECT a.id, a.agency, n.operation, n.rate::float8, n.at FROM unnest(?::uuid[], ?::text[],"
                            + " ?::text[], ?::timestamptz[]) AS n (account, operation, rate, at)"
                            + " JOIN channel_account a ON a.id = n.account ON CONFLICT (account, operation)"
                            + " DO UPDATE SET rate_per_second = excluded.rate_per_second, learnt_at = excluded.learnt_at",
                    Columns.uuids(granted, one -> one.key().account()),
                    Columns.text(granted, one -> one.key().operation()),
                    Columns.text(granted, one -> Double.toString(one.ratePerSecond())),
                    Columns.instants(granted, Granted::at));
        }
        return granted;
    }

    void written(List<Granted> granted) {
        granted.forEach(one -> waiting.remove(one.key(), one));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
