package org.haat.channelsync.safety;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * The breaker for mass changes. What would zero, end or reprice more than a share of an account's live listings within a window
 * is not sent until a person of operations has looked. Stock that sold out is never held: to go on showing it would sell it
 * twice. Nor is an account that is away. Call inside a transaction.
 */
@Singleton
public class MassChanges {
    /** Up to this many are counted before every call; more once a second, and by one of those who would call. */
    private static final long EXACT = 500;

    /** A sale explains that nothing is left, and not that a product which has some is paused. */
    static final String SOLD = " EXISTS (SELECT 1 FROM listing l JOIN sku_sold s ON s.agency = l.agency"
            + " AND s.sku = l.sku_key WHERE l.id = f.listing AND s.told_at > ?::timestamptz"
            + " AND (l.wanted = 'ON_SALE' OR EXISTS (SELECT 1 FROM product p WHERE p.agency = l.agency"
            + " AND p.sku_key = l.sku_key AND p.available <= 0))) ";

    static final String HARMFUL = " f.account = ? AND f.work = 'SEND' AND f.call IS NULL"
            + " AND f.urgency IN ('PRICE', 'STOCK_TO_ZERO', 'RETIRE') AND f.applied_hash IS NOT NULL AND f.attempts = 0 ";
    /** Since when a change waits as it is: one that waited already and became another is a new one. */
    public static final String CHANGED = "greatest(f.waiting_since, f.desired_at)";
    /** As of when a person last let changes of a facet's kind through; takes the instants for prices, ends and zeros. */
    private static final String RELEASED = "CASE f.urgency WHEN 'PRICE' THEN ?::timestamptz"
            + " WHEN 'RETIRE' THEN ?::timestamptz ELSE ?::timestamptz END";

    private static final String KIND =
            "CASE f.urgency WHEN 'PRICE' THEN 'REPRICE' WHEN 'RETIRE' THEN 'END' ELSE 'ZERO' END";
    /** From when on what was sent counts; takes the beginning of the window and what {@link #RELEASED} takes. */
    private static final String COUNTS_FROM = "greatest(?::timestamptz, " + RELEASED + ")";
    /** Of a facet whose listing counts already; takes what {@link #COUNTS_FROM} takes. */
    private static final String COUNTED = " EXISTS (SELECT 1 FROM mass_change_listing c WHERE c.account = f.account"
            + " AND c.listing = f.listing AND c.kind = " + KIND + " AND c.counted_at > " + COUNTS_FROM + ") ";
    /** Listings of the kind that count already; takes what {@link #COUNTS_FROM} takes. */
    private static final String SENT = "(SELECT coalesce(sum(m.listings), 0) FROM mass_change_sent m"
            + " WHERE m.account = f.account AND m.kind = " + KIND + " AND m.minute > " + COUNTS_FROM + ")";
    /** Of a query for stock or prices to send; takes the held urgencies and {@link #soldAfter}. */
    public static final String NOT_HELD =
            " AND (f.urgency <> ALL (?) OR f.attempts > 0 OR (f.urgency = 'STOCK_TO_ZERO' AND" + SOLD + ")) ";

    private final Sql sql;
    private final Accounts accounts;
    private final SyncConfig config;
    private final Clock clock;
    private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();

    public MassChanges(Sql sql, Accounts accounts, SyncConfig config, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
    }

    private record Seen(Set<Kind> held, long most, Instant at) {
        boolean isBefore(Seen other) {
            return at.isBefore(other.at);
        }
    }

    /** What {@link #held} answered last; empty when nobody has asked here yet. */
    public Optional<Set<Kind>> lastHeld(ChannelAccount account) {
        return Optional.ofNullable(seen.get(account.id())).map(Seen::held);
    }

    /** Kinds of change that must not be sent for this account now, as of a second ago at the most where much waits. */
    public Set<Kind> held(ChannelAccount account) {
        Instant now = clock.instant();
        Seen before = seen.get(account.id());
        if (before != null && before.most() > EXACT && now.isBefore(before.at().plusSeconds(1))) {
            return before.held();
        }
        if (before == null) {
            return heldNow(account);
        }
        seen.put(account.id(), new Seen(before.held(), before.most(), now));
        try {
            return heldNow(account);
        } catch (RuntimeException e) {
            seen.put(account.id(), before); // nobody goes by a count that failed
            throw e;
        }
    }

    /** As {@link #held}, counted now: for what carries thousands of lines at once. */
    public Set<Kind> heldNow(ChannelAccount account) {
        Instant now = clock.instant();
        Seen before = seen.get(account.id());
        Map<Kind, Count> waiting = waiting(account, Map.of(), now);
        boolean mayHold = before == null || !before.held().isEmpty();
        Set<Kind> held = waiting.isEmpty() && !mayHold ? Set.of() : judge(account, waiting, now);
        long most = waiting.values().stream().mapToLong(Count::waiting).max().orElse(0);
        seen.merge(account.id(), new Seen(held, most, now), (known, fresh) -> fresh.isBefore(known) ? known : fresh);
        return held;
    }

    private Set<Kind> judge(ChannelAccount account, Map<Kind, Count> waiting, Instant now) {
        sql.update(
                "UPDATE mass_change SET state = 'GONE', decided_at = ? WHERE account = ? AND state = 'WAITING'"
                        + " AND kind <> ALL (?)",
                now,
                account.id(),
                waiting.keySet().stream().map(Kind::name).toArray(String[]::new));
        Set<Kind> held = EnumSet.noneOf(Kind.class);
        held.addAll(waitingKinds(account.id()));
        Set<Kind> open = EnumSet.noneOf(Kind.class);
        open.addAll(waiting.keySet());
        open.removeAll(held);
        if (!open.isEmpty()) {
            Map<Kind, Instant> released = released(account);
            Map<Kind, Count> fresh = released.isEmpty() ? new EnumMap<>(waiting) : waiting(account, released, now);
            fresh.keySet().retainAll(open);
            fresh.forEach((kind, count) -> {
                if (isTooMuch(account, kind, count.waiting() + count.sent(), now)) {
                    held.add(kind);
                }
            });
        }
        return held;
    }

    public Set<Kind> waitingKinds(UUID account) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        kinds.addAll(sql.list(
                "SELECT kind FROM mass_change WHERE account = ? AND state = 'WAITING'",
                row -> Kind.valueOf(row.getString("kind")),
                account));
        return kinds;
    }

    /**
     * Both as of one moment: what another hand takes meanwhile must not count as waiting and as sent.
     *
     * @param sent listings that count already within the window
     */
    private record Count(Kind kind, long waiting, long sent) {}

    /** @param after what a person let through counts no more, by kind */
    private Map<Kind, Count> waiting(ChannelAccount account, Map<Kind, Instant> after, Instant now) {
        Instant window = soldAfter(now);
        Instant prices = after.getOrDefault(Kind.REPRICE, Instant.EPOCH);
        Instant ends = after.getOrDefault(Kind.END, Instant.EPOCH);
        Instant zeros = after.getOrDefault(Kind.ZERO, Instant.EPOCH);
        Map<Kind, Count> waiting = new EnumMap<>(Kind.class);
        sql.list(
                        "SELECT f.urgency, count(*) AS waiting, " + SENT + " AS sent FROM listing_facet f WHERE"
                                + HARMFUL
                                + "AND " + CHANGED + " > " + RELEASED
                                + " AND NOT (f.urgency = 'STOCK_TO_ZERO' AND (? OR" + SOLD + ")) AND NOT" + COUNTED
                                + "GROUP BY f.urgency, f.account",
                        row -> new Count(
                                Kind.of(Urgency.valueOf(row.getString("urgency"))),
                                row.getLong("waiting"),
                                row.getLong("sent")),
                        window,
                        prices,
                        ends,
                        zeros,
                        account.id(),
                        prices,
                        ends,
                        zeros,
                        account.isAway(),
                        window,
                        window,
                        prices,
                        ends,
                        zeros)
                .forEach(count -> waiting.put(count.kind(), count));
        return waiting;
    }

    /** Sales told of later than this explain a stock of nothing. */
    public Instant soldAfter(Instant now) {
        return now.minus(config.massChange().window());
    }

    private record Release(Kind kind, Instant at) {}

    private Map<Kind, Instant> released(ChannelAccount account) {
        Map<Kind, Instant> released = new EnumMap<>(Kind.class);
        sql.list(
                        "SELECT kind, max(coalesce(seen_at, decided_at)) AS at FROM mass_change WHERE account = ? AND state = 'RELEASED'"
                                + " GROUP BY kind",
                        row -> new Release(Kind.valueOf(row.getString("kind")), Sql.instantOf(row, "at")),
                        account.id())
                .forEach(one -> released.put(one.kind(), one.at()));
        return released;
    }

    private boolean isTooMuch(ChannelAccount account, Kind kind, long lines, Instant now) {
        if (!isMany(account, lines)) {
            return false;
        }
        long all = live(account);
        int begun = sql.update(
                "INSERT INTO mass_change (account, agency, kind, since, listings, live) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                account.id(),
                account.agency(),
                kind.name(),
                now,
                lines,
                all);
        if (begun == 1) {
            accounts.remember(account, "engine", "mass change waits", kind + " " + lines + " / " + all);
            Log.warnf("%s of %d listings of account %s waits for a second person", kind, lines, account.id());
        }
        return true;
    }

    /** Whether so many harmful changes of one kind are looked at by a second person. */
    public boolean isMany(ChannelAccount account, long lines) {
        double share = account.massChangeShare(config.massChange().share());
        return share < 1 && lines >= config.massChange().least() && lines > share * live(account);
    }

    private long live(ChannelAccount account) {
        return sql.one(
                "SELECT coalesce(sum(listings), 0) FROM listing_tally WHERE account = ? AND state IN ('LIVE', 'ACCEPTED')",
                row -> row.getLong(1),
                account.id());
    }

    /** Counts what is sent now, but what a person let through. */
    public void sent(ChannelAccount account, Collection<FacetRow> rows, Instant now) {
        Map<Kind, List<FacetRow>> harmful = new EnumMap<>(Kind.class);
        for (FacetRow row : rows) {
            Kind.of(row)
                    .filter(kind -> kind != Kind.ZERO || !account.isAway())
                    .ifPresent(kind -> harmful.computeIfAbsent(kind, key -> new ArrayList<>())
                            .add(row));
        }
        if (!harmful.isEmpty()) {
            Map<Kind, Instant> released = released(account);
            harmful.forEach(
                    (kind, some) -> count(account, kind, some, released.getOrDefault(kind, Instant.EPOCH), now));
        }
    }

    private void count(ChannelAccount account, Kind kind, List<FacetRow> rows, Instant released, Instant now) {
        Long[] listings = rows.stream()
                .filter(row -> isAfter(row.waitingSince(), released) || isAfter(row.desiredAt(), released))
                .map(FacetRow::listing)
                .toArray(Long[]::new);
        int number = newlyCounted(account, kind, listings, released, now);
        sql.update(
                "INSERT INTO mass_change_sent AS m (account, agency, kind, minute, listings) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, kind, minute) DO UPDATE SET listings = m.listings + excluded.listings",
                account.id(),
                account.agency(),
                kind.name(),
                now.truncatedTo(ChronoUnit.MINUTES),
                number);
    }

    private static boolean isAfter(@Nullable Instant at, Instant released) {
        return at != null && at.isAfter(released);
    }

    /** A listing counts once within the window, however often it changes. */
    private int newlyCounted(ChannelAccount account, Kind kind, Long[] listings, Instant released, Instant now) {
        Instant window = soldAfter(now);
        return sql.update(
                "INSERT INTO mass_change_listing AS m (account, agency, kind, listing, counted_at)"
                        + " SELECT ?, ?, ?, f.listing, ? FROM unnest(?::bigint[]) AS f (listing)"
                        + " WHERE NOT (?::boolean AND" + SOLD + ")"
                        + " ON CONFLICT (account, kind, listing) DO UPDATE SET counted_at = excluded.counted_at"
                        + " WHERE m.counted_at <= ?",
                account.id(),
                account.agency(),
                kind.name(),
                now,
                listings,
                kind == Kind.ZERO,
                window,
                released.isAfter(window) ? released : window);
    }

    /** Urgencies that stand for these kinds. */
    public static String[] urgencies(Set<Kind> kinds) {
        return Arrays.stream(Kind.values())
                .filter(kinds::contains)
                .map(kind -> kind.urgency().name())
                .toArray(String[]::new);
    }
}
