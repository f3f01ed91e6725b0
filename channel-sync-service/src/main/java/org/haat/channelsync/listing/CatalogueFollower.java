package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** Brings the listings of changed products in line with the catalogue; a constant number of statements for any number. */
@Singleton
public class CatalogueFollower {
    private static final Duration STOCK_GRACE = Duration.ofSeconds(3);
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int PAGE = 500;
    private static final String FEED_LANE = "FEED";
    private final Products products;
    private final Listings listings;
    private final ListingStates states;
    private final Accounts accounts;
    private final Channels channels;
    private final Arrivals arrivals;
    private final ChangeLog log;
    private final SyncConfig config;
    private final Clock clock;

    public CatalogueFollower(
            Products products,
            Listings listings,
            ListingStates states,
            Accounts accounts,
            Channels channels,
            Arrivals arrivals,
            ChangeLog log,
            SyncConfig config,
            Clock clock) {
        this.products = products;
        this.listings = listings;
        this.states = states;
        this.accounts = accounts;
        this.channels = channels;
        this.arrivals = arrivals;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    private record Key(UUID account, String sku) {}

    /** Plans every account's listing of these products, which the caller has locked. */
    public void follow(Collection<Product> changed) {
        Set<String> agencies = changed.stream()
                .filter(product -> product.snapshot() != null)
                .map(Product::agency)
                .collect(Collectors.toCollection(TreeSet::new));
        if (agencies.isEmpty()) {
            return; // nothing new, or stock of what was never offered
        }
        List<ChannelAccount> served = accounts.ofAgencies(List.copyOf(agencies)).stream()
                .filter(account -> channels.find(account.channel()).isPresent())
                .toList();
        follow(changed, served);
    }

    /**
     * Plans a page of an agency's products for one account, in the caller's transaction.
     *
     * @return the page's last SKU, or null when it was the last page
     */
    public @Nullable String followPage(ChannelAccount account, String afterSku) {
        List<Product> page = products.page(account.agency(), afterSku, PAGE);
        follow(page, List.of(account));
        return page.size() < PAGE ? null : page.get(page.size() - 1).sku();
    }

    private void follow(Collection<Product> changed, List<ChannelAccount> served) {
        Map<Key, Product> wished = wished(changed, served);
        if (wished.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<Key, ListingRow> known = lock(wished);
        List<Listings.NewListing> missing = missing(wished, known, served);
        List<Long> made = missing.isEmpty() ? List.of() : listings.insert(missing, now);
        if (!made.isEmpty()) {
            listings.lock(made).forEach(row -> known.put(new Key(row.account(), row.sku()), row));
        }
        plan(wished, known, now);
        arrivals.arrived(made);
    }

    private Map<Key, Product> wished(Collection<Product> changed, List<ChannelAccount> served) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), INDIA);
        Map<UUID, SaleMoney> abroad = new HashMap<>();
        served.forEach(account -> channels.find(account.channel())
                .flatMap(channel -> channel.saleMoney(account.settings(), today))
                .ifPresent(money -> abroad.put(account.id(), money)));
        Map<Key, Product> wished = new LinkedHashMap<>();
        for (Product product : changed) {
            for (ChannelAccount account : served) {
                if (product.snapshot() != null && account.agency().equals(product.agency())) {
                    Product here = account.isAway() ? product.withoutStock() : product;
                    SaleMoney money = abroad.get(account.id());
                    wished.put(new Key(account.id(), product.sku()), money == null ? here : here.pricedIn(money));
                }
            }
        }
        return wished;
    }

    private Map<Key, ListingRow> lock(Map<Key, Product> wished) {
        List<UUID> ids = wished.keySet().stream().map(Key::account).distinct().toList();
        List<String> skus = wished.keySet().stream().map(Key::sku).distinct().toList();
        Map<Key, ListingRow> known = new HashMap<>();
        listings.lockOf(ids, skus).forEach(row -> known.put(new Key(row.account(), row.sku()), row));
        return known;
    }

    private static List<Listings.NewListing> missing(
            Map<Key, Product> wished, Map<Key, ListingRow> known, List<ChannelAccount> served) {
        Map<UUID, ChannelAccount> byId =
                served.stream().collect(Collectors.toMap(ChannelAccount::id, account -> account));
        List<Listings.NewListing> missing = new ArrayList<>();
        wished.forEach((key, product) -> {
            ChannelAccount account = byId.get(key.account());
            ListingSnapshot snapshot = product.snapshot();
            if (known.containsKey(key) || account == null || snapshot == null) {
                return;
            }
            ListingPlan.Wish wish = ListingPlan.Wish.of(snapshot, account.channel());
            if (wish.wanted() != Wanted.RETIRED) {
                missing.add(new Listings.NewListing(
                        product.agency(), key.account(), key.sku(), wish.wanted(), wish.cause(), State.DRAFT));
            }
        });
        return missing;
    }

    private void plan(Map<Key, Product> wished, Map<Key, ListingRow> known, Instant now) {
        Map<Long, Map<Facet, FacetRow>> facets =
                listings.facets(known.values().stream().map(ListingRow::id).toList());
        List<ListingRow> rows = new ArrayList<>();
        List<FacetRow> work = new ArrayList<>();
        List<StateChange> changes = new ArrayList<>();
        List<ChangeLog.Planned> planned = new ArrayList<>();
        known.forEach((key, row) -> {
            Product product = wished.get(key);
            ListingSnapshot snapshot = product == null ? null : product.snapshot();
            if (product == null || snapshot == null) {
                return;
            }
            Map<Facet, FacetRow> before = facets.getOrDefault(row.id(), Map.of());
            ListingPlan plan = ListingPlan.make(
                    product,
                    snapshot,
                    row,
                    before,
                    Capabilities.of(channels, row.channel()),
                    config.scaled(STOCK_GRACE),
                    now);
            collect(row, before, plan, rows, work, changes, now);
            note(snapshot, before, plan, planned);
        });
        listings.save(rows);
        listings.saveFacets(work);
        log.planned(planned);
        states.change(changes, now);
        wake(work);
    }

    /** Prices and stock concern their own lanes and that of documents, which many of them go in; a new content every one. */
    private void wake(List<FacetRow> work) {
        Map<UUID, Set<Facet>> facets = new HashMap<>();
        work.forEach(row -> facets.computeIfAbsent(row.account(), account -> EnumSet.noneOf(Facet.class))
                .add(row.facet()));
        facets.forEach((account, some) -> {
            if (some.contains(Facet.CONTENT)) {
                accounts.wake(account);
            } else {
                accounts.wake(
                        account,
                        Stream.concat(some.stream().map(Facet::name), Stream.of(FEED_LANE))
                                .toList());
            }
        });
    }

    /** Of a change set are content and price that it made differ from what the channel has. Stock goes its own way. */
    private static void note(
            ListingSnapshot snapshot, Map<Facet, FacetRow> before, ListingPlan plan, List<ChangeLog.Planned> planned) {
        String set = snapshot.changeSet();
        if (set == null) {
            return;
        }
        for (FacetRow row : plan.facets().values()) {
            FacetRow was = before.get(row.facet());
            boolean differs = was == null || !was.desiredHash().equals(row.desiredHash());
            boolean goes = row.work() == Work.SEND || row.work() == Work.FEED || row.work() == Work.READ_BACK;
            if (row.facet() != Facet.STOCK && goes && differs) {
                planned.add(new ChangeLog.Planned(set, row));
            }
        }
    }

    private static void collect(
            ListingRow row,
            Map<Facet, FacetRow> before,
            ListingPlan plan,
            List<ListingRow> rows,
            List<FacetRow> work,
            List<StateChange> changes,
            Instant now) {
        ListingRow after = plan.listing();
        StateChange change = plan.change();
        if (change != null) {
            changes.add(change);
            if (change.to() == State.ACCEPTED) {
                after = after.verifyFrom(now, now);
            }
        } else if (row.version() == 0) {
            changes.add(new StateChange(row, State.DRAFT, Because.OFFERED, "catalogue"));
        } else if (after.listingVersion() != row.listingVersion()) {
            changes.add(new StateChange(row, row.state(), Because.SHOWN_ALREADY, "catalogue"));
        }
        if (!after.equals(row)) {
            rows.add(after);
        }
        plan.facets().values().stream()
                .filter(facet -> !facet.equals(before.get(facet.facet())))
                .forEach(work::add);
    }
}
