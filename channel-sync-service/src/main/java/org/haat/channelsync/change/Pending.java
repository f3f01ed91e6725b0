package org.haat.channelsync.change;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.adoption.Look;
import org.haat.channelsync.adoption.Looks;
import org.haat.channelsync.change.PendingView.Change;
import org.haat.channelsync.change.PendingView.Hold;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChanges;
import org.jspecify.annotations.Nullable;

/** Reads what would be sent, the same that the lanes would take, and sends nothing. Call inside a transaction. */
@Singleton
public class Pending {
    /** Counting goes so far and no further, so that a page costs the same however much waits. */
    private static final int MOST = 20_000;

    private static final String WAITS = " f.account = ? AND f.work = 'SEND' AND f.call IS NULL ";
    private static final String ONE = "AND f.listing > ? AND f.listing IN (SELECT k.id FROM listing k"
            + " WHERE k.account = f.account AND k.sku_key = lower(?))";
    private final Sql sql;
    private final Channels channels;
    private final Contents contents;
    private final Looks looks;
    private final Reviews reviews;
    private final MassChanges massChanges;
    private final Clock clock;

    public Pending(
            Sql sql,
            Channels channels,
            Contents contents,
            Looks looks,
            Reviews reviews,
            MassChanges massChanges,
            Clock clock) {
        this.sql = sql;
        this.channels = channels;
        this.contents = contents;
        this.looks = looks;
        this.reviews = reviews;
        this.massChanges = massChanges;
        this.clock = clock;
    }

    public PendingView.Summary summary(ChannelAccount account) {
        List<PendingView.Count> counts = sql.list(
                "SELECT urgency, count(*) AS changes FROM (SELECT f.urgency FROM listing_facet f WHERE" + WAITS
                        + "LIMIT ?) AS counted GROUP BY urgency ORDER BY urgency",
                row -> new PendingView.Count(Urgency.valueOf(row.getString("urgency")), row.getLong("changes")),
                account.id(),
                MOST + 1);
        List<PendingView.Refused> refused = sql.list(
                "SELECT cause, count(*) AS listings FROM (SELECT coalesce(f.blocked_cause, '') AS cause FROM listing_facet f"
                        + " WHERE f.account = ? AND f.work = 'BLOCKED' LIMIT ?) AS counted GROUP BY cause ORDER BY 2 DESC",
                row -> new PendingView.Refused(row.getString("cause"), row.getLong("listings")),
                account.id(),
                MOST);
        long all = counts.stream().mapToLong(PendingView.Count::changes).sum();
        return new PendingView.Summary(
                account.id(),
                reviews.isOn(account.id()),
                looks.of(account.id()).state(),
                account.isActive(),
                counts,
                calls(account, counts),
                refused,
                List.copyOf(held(account, counts)),
                all > MOST,
                clock.instant());
    }

    private Set<Kind> held(ChannelAccount account, List<PendingView.Count> counts) {
        Set<Kind> held = EnumSet.noneOf(Kind.class);
        held.addAll(massChanges.waitingKinds(account.id()));
        for (PendingView.Count count : counts) {
            for (Kind kind : Kind.values()) {
                boolean away = kind == Kind.ZERO && account.isAway();
                if (kind.urgency() == count.urgency() && !away && massChanges.isMany(account, count.changes())) {
                    held.add(kind);
                }
            }
        }
        return held;
    }

    private List<PendingView.Calls> calls(ChannelAccount account, List<PendingView.Count> counts) {
        Limits limits = channels.find(account.channel())
                .map(channel -> channel.limits())
                .orElse(new Limits(1, 1, 1, 1));
        Map<String, long[]> lines = new LinkedHashMap<>();
        for (PendingView.Count count : counts) {
            String operation =
                    switch (count.urgency()) {
                        case NEW_LISTING, CONTENT -> "PUT";
                        case RETIRE -> "RETIRE";
                        case PRICE -> "SET_PRICE";
                        case STOCK_UP, STOCK_DOWN, STOCK_TO_ZERO -> "SET_STOCK";
                        case NONE -> "";
                    };
            lines.computeIfAbsent(operation, name -> new long[1])[0] += count.changes();
        }
        lines.remove("");
        List<PendingView.Calls> calls = new ArrayList<>();
        lines.forEach((operation, many) ->
                calls.add(new PendingView.Calls(operation, ceil(many[0], batch(operation, limits)))));
        return calls;
    }

    private static int batch(String operation, Limits limits) {
        return switch (operation) {
            case "SET_PRICE" -> limits.priceBatch();
            case "SET_STOCK" -> limits.stockBatch();
            default -> limits.listingBatch();
        };
    }

    private static long ceil(long lines, int batch) {
        return (lines + batch - 1) / Math.max(1, batch);
    }

    /** A facet that waits, and what a person let through of it. */
    private record Waiting(FacetRow facet, @Nullable String released) {}

    /**
     * @param sku of this product alone, or null
     * @param after id of the listing before the page
     */
    public PendingView.Page page(ChannelAccount account, @Nullable String sku, long after, int limit) {
        List<ListingRow> rows = sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM
                        + "WHERE l.id IN (SELECT DISTINCT f.listing FROM listing_facet f WHERE"
                        + WAITS + (sku == null ? "AND f.listing > ? AND ?::text IS NULL" : ONE)
                        + " ORDER BY f.listing LIMIT ?) ORDER BY l.id",
                Listings::read,
                account.id(),
                after,
                sku,
                limit);
        Map<Long, List<Waiting>> waiting = waiting(rows);
        Contents.Known known = contents.of(
                account,
                rows,
                waiting.values().stream()
                        .flatMap(List::stream)
                        .map(Waiting::facet)
                        .toList());
        Holding holding = new Holding(
                account.isActive(),
                reviews.isOn(account.id()),
                looks.of(account.id()).state(),
                massChanges.waitingKinds(account.id()),
                clock.instant());
        List<PendingView.Line> lines = rows.stream()
                .map(row -> new PendingView.Line(
                        row.id(),
                        row.sku(),
                        row.title(),
                        row.state(),
                        waiting.getOrDefault(row.id(), List.of()).stream()
                                .map(one -> change(row, one, known, holding))
                                .toList()))
                .toList();
        return new PendingView.Page(
                lines, rows.size() < limit ? null : rows.get(rows.size() - 1).id(), clock.instant());
    }

    private Map<Long, List<Waiting>> waiting(List<ListingRow> rows) {
        Map<Long, List<Waiting>> waiting = new LinkedHashMap<>();
        sql.list(
                        "SELECT f.* FROM listing_facet f WHERE f.listing = ANY (?) AND f.work = 'SEND' AND f.call IS NULL"
                                + " ORDER BY f.listing, f.facet",
                        row -> new Waiting(Listings.readFacet(row), row.getString("released_hash")),
                        (Object) rows.stream().map(ListingRow::id).toArray(Long[]::new))
                .forEach(one -> waiting.computeIfAbsent(one.facet().listing(), id -> new ArrayList<>())
                        .add(one));
        return waiting;
    }

    private static Change change(ListingRow row, Waiting waiting, Contents.Known known, Holding holding) {
        FacetRow facet = waiting.facet();
        boolean whole = facet.facet() == Facet.CONTENT;
        return new Change(
                facet.facet(),
                facet.urgency(),
                facet.applied(),
                facet.desired(),
                whole ? known.differences(row, facet) : List.of(),
                !whole || facet.urgency() != Urgency.CONTENT || known.isKnown(row, facet),
                holding.of(waiting));
    }

    /** What holds changes of an account back. */
    private record Holding(boolean active, boolean review, Look.State look, Set<Kind> held, Instant now) {
        @Nullable
        Hold of(Waiting waiting) {
            FacetRow facet = waiting.facet();
            if (!active) {
                return Hold.ACCOUNT;
            }
            if (look == Look.State.CENSUS && facet.urgency() == Urgency.NEW_LISTING) {
                return Hold.LOOKING;
            }
            boolean falls = facet.urgency() == Urgency.STOCK_DOWN || facet.urgency() == Urgency.STOCK_TO_ZERO;
            if (review && !falls && !facet.desiredHash().equals(waiting.released())) {
                return Hold.REVIEW;
            }
            if (Kind.of(facet).filter(held::contains).isPresent()) {
                return Hold.MASS_CHANGE;
            }
            Instant due = facet.dueAt();
            return due != null && due.isAfter(now) ? Hold.LATER : null;
        }
    }
}
