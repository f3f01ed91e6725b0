package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.listing.Arrivals;
import org.haat.channelsync.listing.Capabilities;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;

/** Links listings of ours to what their channels have already. Call inside a transaction. */
@Singleton
public class Adopt implements Arrivals {
    private static final String ENGINE = "engine";
    private static final Duration FRESH = Duration.ofMinutes(10);
    private final ListingsThere there;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final Channels channels;
    private final Accounts accounts;
    private final Clock clock;

    public Adopt(
            ListingsThere there,
            Listings listings,
            ListingStates states,
            Issues issues,
            Channels channels,
            Accounts accounts,
            Clock clock) {
        this.there = there;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.channels = channels;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Links those of the new listings that their channel has under the same SKU. */
    @Override
    public void arrived(List<Long> ids) {
        if (!ids.isEmpty()) {
            link(there.ofSameName(ids), ENGINE);
        }
    }

    /** @return ids of the listings that are linked now; the others are at the channel under our hands already */
    List<Long> link(Map<Long, There> wished, String person) {
        if (wished.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<ListingRow> rows = listings.lock(wished.keySet());
        Map<Long, Map<Facet, FacetRow>> facets = listings.facets(wished.keySet());
        List<Adoption> adoptions = new ArrayList<>();
        Map<UUID, Map<String, String>> settled = new HashMap<>();
        for (ListingRow row : rows) {
            There one = wished.get(row.id());
            Map<Facet, FacetRow> known = facets.getOrDefault(row.id(), Map.of());
            if (one != null && Adoption.isOpen(row, known.get(Facet.CONTENT), !ENGINE.equals(person))) {
                There shown = one.seenAt().isAfter(now.minus(FRESH)) ? one : one.withoutFigures();
                adoptions.add(Adoption.of(row, known, shown, Capabilities.of(channels, row.channel()), person, now));
                settled.computeIfAbsent(row.account(), id -> new TreeMap<>()).put(one.sku(), row.sku());
            }
        }
        save(adoptions, now);
        settled.forEach((account, skus) -> {
            there.settle(account, skus, person, now);
            accounts.wake(account);
        });
        return adoptions.stream().map(one -> one.listing().id()).toList();
    }

    private void save(List<Adoption> adoptions, Instant now) {
        listings.save(adoptions.stream().map(Adoption::listing).toList());
        listings.saveFacets(adoptions.stream()
                .flatMap(one -> one.facets().values().stream())
                .toList());
        issues.replace(
                adoptions.stream()
                        .map(one -> new Issues.Said(one.listing(), Facet.CONTENT.name(), List.of()))
                        .toList(),
                now);
        states.change(adoptions.stream().map(Adoption::change).toList(), now);
    }
}
