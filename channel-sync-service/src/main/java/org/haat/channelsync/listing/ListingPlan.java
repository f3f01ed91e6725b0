package org.haat.channelsync.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Derives a listing's work from what the catalogue wants. Pure: the same input gives the same plan, and a plan made twice
 * changes nothing.
 *
 * @param change the state to go to, or null to stay
 */
public record ListingPlan(
        ListingRow listing,
        Map<Facet, FacetRow> facets,
        @Nullable StateChange change) {
    /** What is wanted of a product on a channel, and why. */
    public record Wish(Wanted wanted, String cause) {
        public static Wish of(ListingSnapshot snapshot, String channel) {
            if (!snapshot.channels().contains(channel) && snapshot.state() != ListingSnapshot.State.RETIRED) {
                return new Wish(Wanted.RETIRED, "gate");
            }
            return new Wish(Wanted.valueOf(snapshot.state().name()), "catalogue");
        }
    }

    /** @param stockGrace how long a new listing waits for its first stock figure */
    public static ListingPlan make(
            Product product,
            ListingSnapshot snapshot,
            ListingRow listing,
            Map<Facet, FacetRow> facets,
            Capabilities can,
            Duration stockGrace,
            Instant now) {
        Wish wish = Wish.of(snapshot, listing.channel());
        ListingRow row = listing.wanted(
                wish.wanted(),
                wish.cause(),
                snapshot.title().getOrDefault("en", ""),
                snapshot.producer().districtLgd());
        FacetRow known = facets.get(Facet.CONTENT);
        boolean listed = known != null && known.isListed();
        Desired price = Desired.of(FacetValues.Price.of(snapshot.mrp(), snapshot.price()), product.snapshotVersion());
        Desired stock = stock(product, snapshot, wish.wanted());
        Desired content = content(product, snapshot, wish.wanted(), can, price, stock);
        boolean retire = wish.wanted() == Wanted.RETIRED;
        boolean mayList = can.content() && (listed || wish.wanted() == Wanted.ON_SALE);
        Instant earliest = !listed && product.available() == null ? now.plus(stockGrace) : now;

        Map<Facet, FacetRow> next = new EnumMap<>(Facet.class);
        next.put(Facet.CONTENT, desire(row, known, Facet.CONTENT, content, mayList, earliest, now));
        next.put(
                Facet.PRICE,
                desire(row, facets.get(Facet.PRICE), Facet.PRICE, price, can.price() && listed && !retire, now, now));
        next.put(
                Facet.STOCK,
                desire(
                        row,
                        overtaking(facets, stock, now),
                        Facet.STOCK,
                        stock,
                        can.stock() && listed && !retire,
                        now,
                        now));
        return new ListingPlan(shown(row, next), next, change(row, facets, next));
    }

    /** Stock does not wait behind a feed, once the channel has the listing. */
    private static @Nullable FacetRow overtaking(Map<Facet, FacetRow> facets, Desired stock, Instant now) {
        FacetRow row = facets.get(Facet.STOCK);
        FacetRow content = facets.get(Facet.CONTENT);
        boolean there = content != null
                && content.appliedHash() != null
                && !content.appliedHash().equals(FacetValues.RETIRED);
        boolean changed = row != null && !row.desiredHash().equals(stock.hash());
        return row != null && there && changed && row.work() == Work.FEED ? row.overtake(now) : row;
    }

    /**
     * The listing with the version of the newest snapshot of which the channel has all that buyers see. Never an older one
     * than before, none until the channel was seen to show anything, and not yet what is still to be read back.
     */
    public static ListingRow shown(ListingRow row, Map<Facet, FacetRow> facets) {
        FacetRow stock = facets.get(Facet.STOCK);
        boolean settled =
                row.wanted() == Wanted.ON_SALE || row.wanted() == Wanted.PAUSED && stock != null && stock.isInStep();
        boolean seen = row.listingVersion() > 0 && row.verifyDueAt() == null;
        return !seen || !settled ? row : row.showing(shownVersion(row, facets));
    }

    /** The version that the channel has content and price of; a price that it never took by itself travels with the content. */
    public static long shownVersion(ListingRow row, Map<Facet, FacetRow> facets) {
        return facets.values().stream()
                .filter(facet -> facet.facet() != Facet.STOCK && facet.appliedHash() != null)
                .mapToLong(facet -> facet.isInStep() ? facet.desiredVersion() : facet.appliedVersion())
                .reduce(Math::min)
                .stream()
                .reduce(row.listingVersion(), Math::max);
    }

    /**
     * Whether a change of the facet may go by itself: price and stock of a listing that the channel does not have go with the
     * whole of it.
     */
    public static boolean goesAlone(Facet facet, Wanted wanted, Map<Facet, FacetRow> facets) {
        FacetRow content = facets.get(Facet.CONTENT);
        return facet == Facet.CONTENT || (content != null && content.isListed() && wanted != Wanted.RETIRED);
    }

    /** The state that follows from the wish alone, once the channel agrees with it; null to stay. */
    public static @Nullable StateChange settle(ListingRow row, Map<Facet, FacetRow> facets) {
        FacetRow stock = facets.get(Facet.STOCK);
        if (stock == null) {
            return null;
        }
        Integer shown = FacetValues.quantity(stock.applied());
        boolean stopped = shown != null && shown == 0;
        boolean settled = Transitions.isLegal(row.state(), State.PAUSED) && row.state() != State.PAUSED;
        if (row.wanted() == Wanted.PAUSED && stopped && settled) {
            return new StateChange(row, State.PAUSED, Because.PAUSED, "catalogue");
        }
        if (row.wanted() == Wanted.ON_SALE && row.state() == State.PAUSED && stock.isInStep()) {
            return new StateChange(row, State.ACCEPTED, Because.BACK_ON_SALE, "catalogue");
        }
        return null;
    }

    private static @Nullable StateChange change(
            ListingRow row, Map<Facet, FacetRow> known, Map<Facet, FacetRow> facets) {
        FacetRow content = known.get(Facet.CONTENT);
        boolean listed = content != null && content.isListed();
        if (row.wanted() == Wanted.RETIRED && !listed && row.state() != State.RETIRED) {
            Because why = row.wantedCause().equals("gate") ? Because.GATE : Because.RETIRED;
            return new StateChange(row, State.RETIRED, why, "catalogue");
        }
        if (row.wanted() != Wanted.RETIRED && !listed && row.state() == State.RETIRED) {
            return new StateChange(row, State.DRAFT, Because.WANTED_AGAIN, "catalogue");
        }
        if (row.state() == State.PREVIEWED && !Previews.seen(known).equals(Previews.seen(facets))) {
            return new StateChange(row, State.DRAFT, Because.CHANGED_SINCE_PREVIEW, "catalogue");
        }
        return settle(row, facets);
    }

    private static Desired stock(Product product, ListingSnapshot snapshot, Wanted wanted) {
        Integer available = product.available();
        int quantity = wanted == Wanted.ON_SALE && available != null ? Math.max(0, available) : 0;
        return Desired.of(
                new FacetValues.Stock(quantity, snapshot.leadTimeDays()),
                Math.addExact(product.stockVersion(), product.snapshotVersion()));
    }

    private static Desired content(
            Product product, ListingSnapshot snapshot, Wanted wanted, Capabilities can, Desired price, Desired stock) {
        if (wanted == Wanted.RETIRED) {
            return new Desired(null, FacetValues.RETIRED, product.snapshotVersion());
        }
        String hash = FacetValues.contentHash(snapshot)
                + (can.price() ? "" : '/' + price.hash())
                + (can.stock() ? "" : '/' + stock.hash());
        return new Desired(null, hash, product.snapshotVersion());
    }

    private static FacetRow desire(
            ListingRow row,
            @Nullable FacetRow known,
            Facet facet,
            Desired value,
            boolean mayGo,
            Instant earliest,
            Instant now) {
        FacetRow base =
                known != null ? known : FacetRow.first(row.id(), facet, row.agency(), row.account(), value, now);
        return base.desire(value, mayGo, earliest, now);
    }
}
