package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.SkusThere;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Work;
import org.haat.edge.Problem;
import org.haat.event.ListingStatus.State;

/**
 * Takes the link of a listing back: the listing at the channel is not ours again and stays as it is, and our product rests
 * until a person links it anew. Nothing is sent. Call inside a transaction.
 */
@Singleton
class Unlink {
    private static final List<String> OTHER_SOURCES = List.of(Facet.PRICE.name(), Facet.STOCK.name(), "READ", "DELAY");
    private final ListingsThere there;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final SkusThere skus;
    private final Clock clock;

    Unlink(ListingsThere there, Listings listings, ListingStates states, Issues issues, SkusThere skus, Clock clock) {
        this.there = there;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.skus = skus;
        this.clock = clock;
    }

    /** @throws Problem 409 while a change of it is under way */
    void unlink(ChannelAccount account, There one, String ourSku, String person) {
        listings.find(account.id(), ourSku).ifPresent(row -> rest(row, one, person));
        skus.unlink(account, ourSku);
        there.reopen(account.id(), one.sku());
    }

    private void rest(ListingRow found, There one, String person) {
        Instant now = clock.instant();
        List<Long> id = List.of(found.id());
        ListingRow row = listings.lock(id).get(0);
        Map<Facet, FacetRow> facets = listings.facets(id).getOrDefault(row.id(), Map.of());
        if (facets.values().stream().anyMatch(Unlink::moves)) {
            throw Problem.conflict("link-busy", "A change of this listing is under way. Try again in a minute.");
        }
        ListingRow rested = row.unlinked();
        listings.save(List.of(rested));
        listings.saveFacets(facets.values().stream().map(Unlink::rested).toList());
        issues.replace(List.of(new Issues.Said(row, Facet.CONTENT.name(), List.of(issue(one)))), now);
        issues.replace(
                OTHER_SOURCES.stream()
                        .map(source -> new Issues.Said(row, source, List.of()))
                        .toList(),
                now);
        State next = row.state() == State.RETIRED ? State.RETIRED : State.ISSUES;
        states.change(List.of(new StateChange(rested, next, Because.UNLINKED, one.sku(), person)), now);
    }

    private static boolean moves(FacetRow facet) {
        return facet.call() != null || facet.work() == Work.READ_BACK || facet.work() == Work.FEED;
    }

    private static FacetRow rested(FacetRow facet) {
        return facet.facet() == Facet.CONTENT ? facet.gone().refused(FacetRow.UNLINKED) : facet.gone();
    }

    private static ChannelIssue issue(There one) {
        return ChannelIssue.error(FacetRow.UNLINKED, "The link to " + one.sku() + " was taken back", null);
    }
}
