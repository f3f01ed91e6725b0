package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.SkusThere;
import org.haat.channelsync.adoption.ThereView.Bad;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.event.ListingStatus.State;

/** What people do with listings that the channel has and the catalogue has not. Call inside a transaction of the caller's scope. */
@Singleton
public class AdoptionDesk {
    private static final int MOST = 10_000;
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final Channels channels;
    private final Looks looks;
    private final ListingsThere there;
    private final Suggestions suggestions;
    private final Listings listings;
    private final SkusThere skus;
    private final Adopt adopt;
    private final Caller caller;
    private final Clock clock;

    AdoptionDesk(
            AccountAdministration administration,
            Accounts accounts,
            Channels channels,
            Looks looks,
            ListingsThere there,
            Suggestions suggestions,
            Listings listings,
            SkusThere skus,
            Adopt adopt,
            Caller caller,
            Clock clock) {
        this.administration = administration;
        this.accounts = accounts;
        this.channels = channels;
        this.looks = looks;
        this.there = there;
        this.suggestions = suggestions;
        this.listings = listings;
        this.skus = skus;
        this.adopt = adopt;
        this.caller = caller;
        this.clock = clock;
    }

    public ThereView.Page page(UUID id, There.State state, String after, int limit) {
        ChannelAccount account = administration.get(id);
        List<There> found = there.page(account.id(), state, after, limit);
        Map<String, ThereView.Suggestion> alike =
                state == There.State.OPEN ? suggestions.of(account.id(), found) : Map.of();
        return new ThereView.Page(
                looks.of(id),
                there.count(id, There.State.OPEN, MOST),
                found.stream()
                        .map(one -> new ThereView.Line(one, alike.get(one.sku())))
                        .toList(),
                found.size() < limit ? null : found.get(found.size() - 1).sku());
    }

    /** Looks at everything anew; nothing new is put meanwhile. */
    public void lookAgain(UUID id) {
        ChannelAccount account = administration.get(id);
        boolean shows = channels.facet(account.channel(), ListingCensus.class).isPresent()
                || channels.facet(account.channel(), ListingReader.class).isPresent();
        if (!shows) {
            throw Problem.conflict("look-not-offered", "This channel does not tell which listings it has.");
        }
        looks.begin(id, clock.instant());
        accounts.remember(account, caller.person(), "looks again", "");
        accounts.wake(id);
    }

    public void leave(UUID id, String sku) {
        ChannelAccount account = administration.get(id);
        if (!there.leave(account, sku, caller.person(), clock.instant())) {
            throw Problem.notFound("listing that waits", sku);
        }
        accounts.remember(account, caller.person(), "listing left alone", sku);
    }

    /** Links one listing of the channel's to a product of ours; from then on it is updated as ours. */
    public void link(UUID id, String remoteSku, String ourSku) {
        Result result = link(id, List.of(new PairSheet.Pair(0, ourSku, remoteSku)));
        if (!result.bad().isEmpty()) {
            String reason = result.bad().get(0).reason();
            throw "sku-unknown".equals(reason) || "remote-unknown".equals(reason)
                    ? Problem.notFound(
                            "sku-unknown".equals(reason) ? "listing" : "listing there",
                            result.bad().get(0).value())
                    : Problem.conflict(reason, "This pair cannot be linked: " + reason + ".");
        }
    }

    public ThereView.Taken link(UUID id, byte[] sheet) {
        Result result = link(id, PairSheet.read(sheet));
        return new ThereView.Taken(result.linked(), result.bad(), clock.instant());
    }

    private record Result(int linked, List<Bad> bad) {}

    private Result link(UUID id, List<PairSheet.Pair> pairs) {
        ChannelAccount account = administration.get(id);
        List<Bad> bad = new ArrayList<>();
        Map<Long, There> wished = new LinkedHashMap<>();
        Map<Long, PairSheet.Pair> rows = new HashMap<>();
        Map<Long, String> ours = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (PairSheet.Pair pair : pairs) {
            Optional<There> remote = there.find(id, pair.remote()).or(() -> there.ofRemoteId(id, pair.remote()));
            Optional<ListingRow> listing = listings.find(id, pair.sku());
            String refusal = refusal(id, remote, listing, taken);
            if (refusal != null) {
                bad.add(new Bad(pair.row(), refusal.startsWith("sku") ? pair.sku() : pair.remote(), refusal));
                continue;
            }
            taken.add(remote.orElseThrow().sku());
            wished.put(listing.orElseThrow().id(), remote.orElseThrow());
            rows.put(listing.orElseThrow().id(), pair);
            ours.put(listing.orElseThrow().id(), listing.orElseThrow().sku());
        }
        List<Long> linked = adopt.link(wished, caller.person());
        wished.forEach((listing, remote) -> {
            PairSheet.Pair pair = rows.get(listing);
            String sku = ours.get(listing);
            if (!linked.contains(listing) && pair != null) {
                bad.add(new Bad(pair.row(), pair.sku(), "listed-already"));
            } else if (sku != null) {
                remember(account, sku, remote.sku());
            }
        });
        return new Result(linked.size(), bad);
    }

    private void remember(ChannelAccount account, String ourSku, String remoteSku) {
        if (!ourSku.equals(remoteSku)) {
            skus.link(account, ourSku, remoteSku);
        }
        accounts.remember(account, caller.person(), "listing linked", remoteSku + " → " + ourSku);
    }

    private @org.jspecify.annotations.Nullable String refusal(
            UUID id, Optional<There> remote, Optional<ListingRow> listing, Set<String> taken) {
        if (listing.isEmpty()) {
            return "sku-unknown";
        }
        if (remote.isEmpty()) {
            return "remote-unknown";
        }
        if (remote.get().state() == There.State.LINKED
                || taken.contains(remote.get().sku())) {
            return "linked-already";
        }
        boolean underWay = listing.get().state() == State.SUBMITTED;
        String sku = listing.get().sku();
        boolean hasOwn = !remote.get().sku().equals(sku) && there.find(id, sku).isPresent();
        return underWay ? "listed-already" : hasOwn ? "has-own" : null;
    }
}
