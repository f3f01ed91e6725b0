package org.haat.catalog.listing;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haat.catalog.listing.gate.Rulebooks;
import org.haat.catalog.sql.Sql;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What is on sale was judged by the rules of its day. When others hold (a channel is added or gone, a dated rate, duty or word
 * begins or ends), all of it is judged anew, some at a time, and channels are told of what that changes. How far a round came is
 * a row: any replica goes on with it, and a restart loses nothing.
 */
@Singleton
public class GateRounds {
    /** Whom a listing's history names for what the rules changed. */
    static final String PERSON = "catalog-service";

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int STEP = 200;
    private final Sql sql;
    private final Rulebooks rulebooks;
    private final Relist relist;
    private final Clock clock;
    private @Nullable LocalDate judgedOn;

    public GateRounds(Sql sql, Rulebooks rulebooks, Relist relist, Clock clock) {
        this.sql = sql;
        this.rulebooks = rulebooks;
        this.relist = relist;
        this.clock = clock;
    }

    private record Round(String afterAgency, String afterSku) {}

    private record OnSale(String agency, String sku) {}

    /**
     * Walks the round of today's rules to its end, once a day and after a start. A replica that was started with other channels than
     * its neighbour does not take back what that one told: each walks once.
     */
    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        LocalDate today = LocalDate.now(clock.withZone(INDIA));
        if (today.equals(judgedOn)) {
            return;
        }
        try {
            String rules = Scope.system(() -> rulebooks.inForceOn(today));
            Scope.everything().run(() -> walk(rules));
            judgedOn = today;
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("Judging by new rules goes on later: %s", e.getMessage());
        }
    }

    private void walk(String rules) {
        begin(rules);
        boolean more = true;
        while (more) {
            more = step(rules);
        }
    }

    private void begin(String rules) {
        int begun = QuarkusTransaction.requiringNew()
                .call(() -> sql.update(
                        "INSERT INTO gate_round AS round (rules) VALUES (?) ON CONFLICT (only_one) DO UPDATE SET"
                                + " rules = excluded.rules, after_agency = '', after_sku = '', ended_at = NULL"
                                + " WHERE round.rules <> excluded.rules",
                        rules));
        if (begun > 0) {
            Log.info("The rules in force are new: what is on sale is judged anew");
        }
    }

    /** False when the round has ended. Some that cannot be judged together are judged one by one. */
    private boolean step(String rules) {
        try {
            return step(rules, STEP);
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf(e, "Some cannot be judged together");
        }
        boolean more = true;
        for (int i = 0; more && i < STEP; i++) {
            more = oneAlone(rules);
        }
        return more;
    }

    /** What cannot be judged stays as it is, and holds up nothing behind it. */
    private boolean oneAlone(String rules) {
        try {
            return step(rules, 1);
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            return passOver(rules, e);
        }
    }

    private boolean passOver(String rules, RuntimeException cause) {
        return QuarkusTransaction.requiringNew().call(() -> round(rules)
                .map(round -> {
                    List<OnSale> one = after(round, 1);
                    one.forEach(product -> Log.errorf(
                            cause,
                            "The rules in force cannot be applied to %s of %s; its listing stays as it is",
                            product.sku(),
                            product.agency()));
                    return moveOn(one, 1);
                })
                .orElse(false));
    }

    private boolean step(String rules, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> round(rules)
                .map(round -> {
                    List<OnSale> some = after(round, limit);
                    byAgency(some).forEach((agency, skus) -> relist.tellDifferences(agency, skus, PERSON));
                    return moveOn(some, limit);
                })
                .orElse(false));
    }

    /** Waits for another replica's step, if one is at it. */
    private Optional<Round> round(String rules) {
        return sql.first(
                "SELECT after_agency, after_sku FROM gate_round WHERE rules = ? AND ended_at IS NULL FOR UPDATE",
                row -> new Round(row.getString(1), row.getString(2)),
                rules);
    }

    private List<OnSale> after(Round round, int limit) {
        return sql.list(
                "SELECT agency, sku FROM product WHERE state = 'PUBLISHED' AND (agency, sku) > (?, ?)"
                        + " ORDER BY agency, sku LIMIT " + limit,
                row -> new OnSale(row.getString(1), row.getString(2)),
                round.afterAgency(),
                round.afterSku());
    }

    private boolean moveOn(List<OnSale> some, int limit) {
        boolean more = some.size() == limit;
        OnSale last = some.isEmpty() ? null : some.get(some.size() - 1);
        int moved = sql.update(
                "UPDATE gate_round SET after_agency = coalesce(?, after_agency), after_sku = coalesce(?, after_sku),"
                        + " ended_at = CASE WHEN ? THEN NULL ELSE ?::timestamptz END",
                last == null ? null : last.agency(),
                last == null ? null : last.sku(),
                more,
                clock.instant());
        assert moved == 1;
        return more;
    }

    private static Map<String, List<String>> byAgency(List<OnSale> some) {
        return some.stream()
                .collect(Collectors.groupingBy(
                        OnSale::agency, LinkedHashMap::new, Collectors.mapping(OnSale::sku, Collectors.toList())));
    }
}
