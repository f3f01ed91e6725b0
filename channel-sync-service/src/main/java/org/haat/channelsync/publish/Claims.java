package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.Product;
import org.haat.channelsync.listing.Products;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChanges;
import org.haat.event.ListingStatus.State;

/**
 * Takes the most urgent due work of one lane and writes the call down, in one transaction. What another transaction has
 * locked is left for the next time: whoever held it wakes the lane.
 */
@Singleton
public class Claims {
    private static final String MOST_URGENT = " ORDER BY f.rank";
    private static final String LEAST_URGENT = " AND f.attempts = 0 ORDER BY f.rank DESC";
    private final Sql sql;
    private final ListingStates states;
    private final CallLines lines;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final MassChanges massChanges;
    private final DueWork due;
    private final Clock clock;

    public Claims(
            Sql sql,
            ListingStates states,
            CallLines lines,
            Accounts accounts,
            AccountLeases leases,
            MassChanges massChanges,
            DueWork due,
            Clock clock) {
        this.sql = sql;
        this.states = states;
        this.lines = lines;
        this.accounts = accounts;
        this.leases = leases;
        this.massChanges = massChanges;
        this.due = due;
        this.clock = clock;
    }

    /** @return empty when nothing is due, or when this replica may no longer serve the account */
    Optional<Claim> take(ChannelAccount account, Facet facet, int limit) {
        return sql.plannedOnce(() -> take(account, facet, new Pick(MOST_URGENT, limit), massChanges::held));
    }

    /**
     * As {@link #take}, of what can wait longest, so that single calls go on with the rest meanwhile; what failed once goes
     * singly. Call inside a transaction.
     */
    Optional<Claim> takeForFeed(ChannelAccount account, Facet facet, int limit) {
        return take(account, facet, new Pick(LEAST_URGENT, limit), massChanges::heldNow);
    }

    private record Pick(String order, int limit) {}

    private Optional<Claim> take(
            ChannelAccount account, Facet facet, Pick pick, Function<ChannelAccount, Set<Kind>> breaker) {
        return accounts.find(account.id())
                .filter(ChannelAccount::isActive)
                .filter(served -> leases.holds(served.id()))
                .flatMap(served -> {
                    List<FacetRow> found = unheld(served, facet, pick, breaker);
                    return facet == Facet.CONTENT ? whole(served, found) : part(served, facet, pick, found);
                });
    }

    /**
     * What may do harm is counted after it was picked: a flood that comes between a count and a pick would go uncounted. What is
     * held then is picked anew.
     */
    private List<FacetRow> unheld(
            ChannelAccount account, Facet facet, Pick pick, Function<ChannelAccount, Set<Kind>> breaker) {
        Set<Kind> held = massChanges.lastHeld(account).orElseGet(() -> breaker.apply(account));
        while (true) {
            List<FacetRow> found = due(account, facet, pick, held);
            if (held.isEmpty() && isHarmless(facet, found)) {
                return found;
            }
            Set<Kind> counted = breaker.apply(account);
            if (counted.equals(held)) {
                return found;
            }
            held = counted;
        }
    }

    private List<FacetRow> due(ChannelAccount account, Facet facet, Pick pick, Set<Kind> held) {
        DueWork.Rest mayGo = due.of(account, facet, held);
        String locked = facet == Facet.CONTENT ? " FOR NO KEY UPDATE OF f, l" : " FOR UPDATE OF f";
        return sql.list(
                "SELECT f.*" + mayGo.sql() + pick.order() + " LIMIT ?" + locked + " SKIP LOCKED",
                Listings::readFacet,
                mayGo.and(asked(facet, pick)));
    }

    /** A whole listing carries its price and stock, too. */
    private static boolean isHarmless(Facet facet, List<FacetRow> found) {
        return found.isEmpty()
                || (facet != Facet.CONTENT
                        && found.stream().allMatch(row -> Kind.of(row).isEmpty()));
    }

    /**
     * A full call comes back for more. Where a call takes one line of stock or price, one more is asked for, or each would come back in
     * vain. That one is locked, so that a second hand passes it by meanwhile: of a batch it would then be missing.
     */
    private static int asked(Facet facet, Pick pick) {
        return facet == Facet.CONTENT ? pick.limit() : Math.max(pick.limit(), 2);
    }

    private Optional<Claim> part(ChannelAccount account, Facet facet, Pick pick, List<FacetRow> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<FacetRow> due = found.subList(0, Math.min(pick.limit(), found.size()));
        Map<Long, ListingRow> rows = rows(due);
        List<Claim.Line> lines = new ArrayList<>();
        for (FacetRow row : due) {
            ListingRow listing = rows.get(row.listing());
            if (listing != null) {
                lines.add(new Claim.Line(listing, Map.of(facet, row), null));
            }
        }
        Operation operation = facet == Facet.PRICE ? Operation.SET_PRICE : Operation.SET_STOCK;
        return write(account, operation, lines, found.size() == asked(facet, pick));
    }

    private Map<Long, ListingRow> rows(List<FacetRow> due) {
        Map<Long, ListingRow> rows = new HashMap<>();
        sql.list("SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.id = ANY (?)", Listings::read, (Object)
                        due.stream().map(FacetRow::listing).toArray(Long[]::new))
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    private Optional<Claim> whole(ChannelAccount account, List<FacetRow> due) {
        if (due.isEmpty()) {
            return Optional.empty();
        }
        boolean retire = due.get(0).desiredHash().equals(FacetValues.RETIRED);
        List<FacetRow> alike = due.stream()
                .filter(row -> row.desiredHash().equals(FacetValues.RETIRED) == retire)
                .toList();
        List<Claim.Line> lines = lines(account, alike);
        if (!retire) {
            states.change(submitted(lines), clock.instant());
        }
        return write(account, retire ? Operation.RETIRE : Operation.PUT, lines, true);
    }

    private List<Claim.Line> lines(ChannelAccount account, List<FacetRow> content) {
        Map<Long, Map<Facet, FacetRow>> siblings = siblings(content);
        Map<Long, ListingRow> rows = rows(content);
        Map<String, Product> products = products(account, rows.values());
        List<Claim.Line> lines = new ArrayList<>();
        for (FacetRow row : content) {
            Map<Facet, FacetRow> carried = siblings.getOrDefault(row.listing(), Map.of());
            ListingRow listing = rows.get(row.listing());
            Product product = listing == null ? null : products.get(listing.sku());
            if (listing != null && product != null && carried.size() == 2) {
                Map<Facet, FacetRow> all = new EnumMap<>(carried);
                all.put(Facet.CONTENT, row);
                lines.add(new Claim.Line(listing, all, product.snapshot()));
            }
        }
        return lines;
    }

    private Map<Long, Map<Facet, FacetRow>> siblings(List<FacetRow> content) {
        Map<Long, Map<Facet, FacetRow>> siblings = new LinkedHashMap<>();
        sql.list(
                        "SELECT * FROM listing_facet WHERE listing = ANY (?) AND facet <> 'CONTENT' AND call IS NULL"
                                + " AND work <> 'READ_BACK' FOR UPDATE SKIP LOCKED",
                        Listings::readFacet,
                        (Object) content.stream().map(FacetRow::listing).toArray(Long[]::new))
                .forEach(row -> siblings.computeIfAbsent(row.listing(), id -> new EnumMap<>(Facet.class))
                        .put(row.facet(), row));
        return siblings;
    }

    private Map<String, Product> products(ChannelAccount account, Collection<ListingRow> rows) {
        Map<String, Product> products = new HashMap<>();
        sql.list(
                        "SELECT * FROM product WHERE agency = ? AND sku = ANY (?)",
                        Products::read,
                        account.agency(),
                        rows.stream().map(ListingRow::sku).toArray(String[]::new))
                .forEach(product -> products.put(product.sku(), product));
        return products;
    }

    private static List<StateChange> submitted(List<Claim.Line> lines) {
        return lines.stream()
                .map(Claim.Line::listing)
                .filter(row -> row.state() != State.LIVE
                        && row.state() != State.PAUSED
                        && row.state() != State.ACCEPTED
                        && row.state() != State.SUBMITTED)
                .map(row -> new StateChange(row, State.SUBMITTED, Because.SENT, "engine"))
                .toList();
    }

    private Optional<Claim> write(ChannelAccount account, Operation operation, List<Claim.Line> lines, boolean more) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        long call = this.lines.open(account, operation, lines, now);
        massChanges.sent(
                account,
                lines.stream().flatMap(line -> line.facets().values().stream()).toList(),
                now);
        return Optional.of(new Claim(call, operation, accounts.open(account), lines, more));
    }
}
