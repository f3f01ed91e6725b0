package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.engine.Propagation;
import org.haat.channelsync.engine.PropagationBook;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.SentTexts;
import org.haat.channelsync.verify.VerifySchedule;

/** Writes what became of lines: of a call's all at once, of a feed's some at a time. Call inside a transaction. */
@Singleton
class LineSettling {
    private final Channels channels;
    private final PropagationBook propagation;
    private final CallLines callLines;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final SentTexts sentTexts;
    private final VerifySchedule schedule;

    LineSettling(
            Channels channels,
            PropagationBook propagation,
            CallLines callLines,
            Listings listings,
            ListingStates states,
            Issues issues,
            SentTexts sentTexts,
            VerifySchedule schedule) {
        this.channels = channels;
        this.propagation = propagation;
        this.callLines = callLines;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.sentTexts = sentTexts;
        this.schedule = schedule;
    }

    /**
     * @param outcomes one per line of the claim, in order
     */
    Settled settle(ChannelAccount account, Claim claim, List<Outcome> outcomes, Duration retryIn, Instant now) {
        List<Settlement> settled =
                settleEach(account, claim, (settlement, i) -> settlement.settle(outcomes.get(i), retryIn), now);
        return new Settled(
                settled.stream().flatMap(Settlement::lanes).collect(Collectors.toCollection(TreeSet::new)),
                channels.facet(account.channel(), ListingReader.class)
                        .map(reader -> texts(reader, claim, settled))
                        .orElse(List.of()));
    }

    /**
     * What is left to do.
     *
     * @param lanes that have something to do now
     * @param texts that the channel took, to be kept
     */
    record Settled(Set<String> lanes, List<SentTexts.Kept> texts) {}

    /** As {@link #settle}, for lines that newer values may have overtaken meanwhile. */
    void settleFeed(ChannelAccount account, Claim some, List<Outcome> outcomes, Duration retryIn, Instant now) {
        settleEach(account, some, (settlement, i) -> settlement.settleFeed(outcomes.get(i), retryIn), now);
        callLines.writeOutcomes(some.call(), some.lines(), outcomes);
    }

    /** The lines were not sent: they go on as if they had not been taken. */
    void release(ChannelAccount account, Claim claim, Instant now) {
        settleEach(account, claim, (settlement, i) -> settlement.release(), now);
    }

    private List<Settlement> settleEach(
            ChannelAccount account, Claim claim, BiConsumer<Settlement, Integer> decide, Instant now) {
        List<Long> ids = claim.lines().stream().map(line -> line.listing().id()).toList();
        Map<Long, ListingRow> rows = listings.lock(ids).stream().collect(Collectors.toMap(ListingRow::id, row -> row));
        Map<Long, Map<Facet, FacetRow>> facets = listings.facets(ids);
        boolean shows = channels.facet(account.channel(), ListingReader.class).isPresent();
        List<Settlement> settled = new ArrayList<>();
        for (int i = 0; i < claim.lines().size(); i++) {
            Claim.Line line = claim.lines().get(i);
            ListingRow row = rows.get(line.listing().id());
            Map<Facet, FacetRow> current = facets.get(line.listing().id());
            if (row != null && current != null) {
                Settlement settlement = new Settlement(
                        claim.operation(),
                        line,
                        new SettledListing(schedule, shows, now, row),
                        new CarriedFacets(claim.call(), claim.operation(), now, line.facets(), current));
                decide.accept(settlement, i);
                settled.add(settlement);
            }
        }
        save(settled, now);
        sentTexts.forget(settled.stream()
                .filter(Settlement::hasUnknownTexts)
                .map(one -> one.listing().row().id())
                .toList());
        List<Duration> times = settled.stream().flatMap(Settlement::times).toList();
        propagation.took(account, Propagation.Stage.ACCEPTED, times, now);
        return settled;
    }

    private static List<SentTexts.Kept> texts(ListingReader shows, Claim claim, List<Settlement> settled) {
        return settled.stream()
                .flatMap(one -> one.taken().stream())
                .filter(line -> line.snapshot() != null)
                .map(line -> kept(shows, claim, line))
                .filter(kept -> !kept.texts().isEmpty())
                .toList();
    }

    private static SentTexts.Kept kept(ListingReader shows, Claim claim, Claim.Line line) {
        return new SentTexts.Kept(
                line.listing().id(),
                line.listing().agency(),
                line.facet(Facet.CONTENT).desiredHash(),
                shows.sent(claim.account(), Sender.listing(line)));
    }

    private void save(List<Settlement> settled, Instant now) {
        List<SettledListing> rows = settled.stream().map(Settlement::listing).toList();
        listings.save(rows.stream()
                .filter(SettledListing::isChanged)
                .map(SettledListing::row)
                .toList());
        listings.saveFacets(
                settled.stream().flatMap(one -> one.facets().changed().stream()).toList());
        issues.replace(
                rows.stream().flatMap(row -> Stream.ofNullable(row.said())).toList(), now);
        states.change(rows.stream().flatMap(row -> row.changes().stream()).toList(), now);
    }
}
