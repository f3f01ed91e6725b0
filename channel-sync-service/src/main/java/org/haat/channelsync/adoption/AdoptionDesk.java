package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What people do with listings that the channel has and the catalogue has not. Call inside a transaction of the caller's scope. */
@Singleton
public class AdoptionDesk {
    private static final int MOST = 10_000;
    /** Of a preview, so that a page stays readable. */
    private static final int SHOWN = 50;

    private static final int LONGEST_NAME = 80;
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final Channels channels;
    private final Looks looks;
    private final ListingsThere there;
    private final Suggestions suggestions;
    private final Pairing pairing;
    private final PairSheets sheets;
    private final SkusThere skus;
    private final Adopt adopt;
    private final Unlink unlink;
    private final Caller caller;
    private final Clock clock;

    AdoptionDesk(
            AccountAdministration administration,
            Accounts accounts,
            Channels channels,
            Looks looks,
            ListingsThere there,
            Suggestions suggestions,
            Pairing pairing,
            PairSheets sheets,
            SkusThere skus,
            Adopt adopt,
            Unlink unlink,
            Caller caller,
            Clock clock) {
        this.administration = administration;
        this.accounts = accounts;
        this.channels = channels;
        this.looks = looks;
        this.there = there;
        this.suggestions = suggestions;
        this.pairing = pairing;
        this.sheets = sheets;
        this.skus = skus;
        this.adopt = adopt;
        this.unlink = unlink;
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
        List<Bad> bad = link(administration.get(id), List.of(new PairSheet.Pair(0, ourSku, remoteSku)))
                .bad();
        if (!bad.isEmpty()) {
            String reason = bad.get(0).reason();
            throw "sku-unknown".equals(reason) || "remote-unknown".equals(reason)
                    ? Problem.notFound(
                            "sku-unknown".equals(reason) ? "listing" : "listing there",
                            bad.get(0).value())
                    : Problem.conflict(reason, "This pair cannot be linked: " + reason + ".");
        }
    }

    /** Takes a link back: the listing there is not ours again, and nothing is changed at the channel. */
    public void unlink(UUID id, String remoteSku) {
        ChannelAccount account = administration.get(id);
        There one = there.lock(id, remoteSku)
                .filter(found -> found.state() == There.State.LINKED)
                .orElseThrow(() -> Problem.notFound("linked listing", remoteSku));
        String ourSku = one.ourSku() == null ? one.sku() : one.ourSku();
        unlink.unlink(account, one, ourSku, caller.person());
        accounts.remember(account, caller.person(), "listing unlinked", one.sku() + " → " + ourSku);
    }

    /** What a sheet would come to; nothing is changed. */
    public ThereView.Preview preview(UUID id, byte[] sheet) {
        return shown(administration.get(id), sheet, null);
    }

    /** The same, and keeps the sheet until its person says that it shall be. */
    public ThereView.Preview preview(UUID id, String name, byte[] sheet) {
        ChannelAccount account = administration.get(id);
        ThereView.Preview preview = shown(account, sheet, null);
        UUID kept = sheets.keep(account, shortened(name), sheet, caller.person(), clock.instant());
        return new ThereView.Preview(kept, preview.links(), preview.pairs(), preview.bad());
    }

    private ThereView.Preview shown(ChannelAccount account, byte[] sheet, @Nullable UUID kept) {
        Pairing.Plan plan = pairing.plan(account, PairSheet.read(sheet));
        return new ThereView.Preview(
                kept,
                plan.matches().size(),
                plan.matches().stream()
                        .limit(SHOWN)
                        .map(match -> new ThereView.WouldLink(
                                match.pair().row(),
                                match.ours().sku(),
                                match.ours().title(),
                                match.theirs().sku(),
                                match.theirs().title()))
                        .toList(),
                plan.bad());
    }

    /** Applies a sheet that was looked at. */
    public ThereView.Taken apply(UUID id, UUID sheet) {
        PairSheets.Kept kept = sheets.take(id, sheet, caller.person())
                .orElseThrow(() -> Problem.notFound("sheet that waits", sheet.toString()));
        return link(id, kept.name(), kept.sheet());
    }

    public ThereView.Taken link(UUID id, String name, byte[] sheet) {
        ChannelAccount account = administration.get(id);
        ThereView.Taken taken = link(account, PairSheet.read(sheet));
        String figures = taken.linked() + " / " + taken.bad().size();
        accounts.remember(account, caller.person(), "sheet of links", shortened(name) + ": " + figures);
        return taken;
    }

    private ThereView.Taken link(ChannelAccount account, List<PairSheet.Pair> pairs) {
        there.lock(
                account.id(),
                pairs.stream().map(PairSheet.Pair::remote).distinct().toList());
        Pairing.Plan plan = pairing.plan(account, pairs);
        Map<Long, There> wished = new LinkedHashMap<>();
        plan.matches().forEach(match -> wished.put(match.ours().id(), match.theirs()));
        Set<Long> linked = Set.copyOf(adopt.link(wished, caller.person()));
        List<Bad> bad = new ArrayList<>(plan.bad());
        int done = 0;
        for (Pairing.Match match : plan.matches()) {
            if (linked.contains(match.ours().id())) {
                remember(account, match.ours().sku(), match.theirs().sku());
                done++;
            } else {
                bad.add(new Bad(match.pair().row(), match.pair().sku(), "listed-already"));
            }
        }
        return new ThereView.Taken(done, bad, clock.instant());
    }

    private void remember(ChannelAccount account, String ourSku, String remoteSku) {
        if (!ourSku.equals(remoteSku)) {
            skus.link(account, ourSku, remoteSku);
        }
        accounts.remember(account, caller.person(), "listing linked", remoteSku + " → " + ourSku);
    }

    private static String shortened(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.isEmpty() ? "CSV" : clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    }
}
