package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.adoption.ListingsThere;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;

/** Takes one page or one reading into an audit, and goes on to the next phase. Call inside a transaction. */
@Singleton
class AuditSteps {
    /** Why an audit mends nothing: far more differs than could be. */
    static final String TOO_MANY = "TOO_MANY";

    /** A night that would mend more than this share, and more than {@link #FEW}, waits for a person. */
    private static final double MOST = 0.25;

    private static final int FEW = 10;
    private final Audits audits;
    private final Drifts drifts;
    private final OurListings ours;
    private final SentContent sentContent;
    private final ContentProofs proofs;
    private final ListingsThere there;
    private final SyncConfig config;

    AuditSteps(
            Audits audits,
            Drifts drifts,
            OurListings ours,
            SentContent sentContent,
            ContentProofs proofs,
            ListingsThere there,
            SyncConfig config) {
        this.audits = audits;
        this.drifts = drifts;
        this.ours = ours;
        this.sentContent = sentContent;
        this.proofs = proofs;
        this.there = there;
        this.config = config;
    }

    /** What the channel took after this may not be in an answer to a question asked at {@code askedAt}. */
    Instant takenBefore(Instant askedAt) {
        return askedAt.minus(config.scaled(config.audit().settle()));
    }

    void page(Audit audit, CensusPage page, Instant askedAt, Instant now) {
        Map<String, Ours> known = ours.ofSkus(
                audit.account(), page.found().stream().map(Found::sku).toList());
        Tally tally = new Tally(takenBefore(askedAt));
        Map<Long, String> marks = marks(page, known, tally.takenBefore);
        Set<Long> due = proofs.due(audit, marks);
        List<Found> found =
                page.found().stream().map(one -> judged(one, known, due)).toList();
        Set<String> fresh = new HashSet<>(audits.see(
                audit, found.stream().map(one -> asWeWrite(one, known)).toList()));
        List<Found> extra = new ArrayList<>();
        int named = 0;
        for (Found one : found) {
            Ours our = known.get(one.sku());
            if (!fresh.remove(our == null ? one.sku() : our.listing().sku())) {
                continue; // a page that came twice, or moved
            }
            if (our == null) {
                extra.add(one);
            } else if (one.shown() == null) {
                named++;
            } else {
                tally.add(our, one.shown());
            }
        }
        compare(audit, tally, now);
        drifts.extra(audit, extra, now);
        there.see(audit.account(), audit.agency(), extra, now);
        drifts.propose(audit, tally.candidates, now);
        audits.page(audit, page, tally.compared + named + extra.size(), named, marks.size() - due.size());
        audits.compared(audit, tally.compared, tally.moving, tally.texts());
        if (page.next() == null) {
            ended(audit, audit.whole() && page.whole() && audit.named() + named == 0, askedAt, now);
        }
    }

    private void compare(Audit audit, Tally tally, Instant now) {
        Map<Long, SentContent.Sent> sent = sentContent.of(audit.account(), tally.withContent());
        tally.compare(sent);
        sentContent.agreed(tally.agreed, sent);
        proofs.read(audit, tally.same, tally.other, now);
    }

    /** What the page tells of the content of listings that a reading would tell more of, and that can be judged now. */
    private static Map<Long, String> marks(CensusPage page, Map<String, Ours> known, Instant takenBefore) {
        Map<Long, String> marks = new HashMap<>();
        for (Found one : page.found()) {
            Ours our = known.get(one.sku());
            FacetRow content = our == null ? null : our.settled(Facet.CONTENT, takenBefore);
            if (our != null
                    && content != null
                    && !Ours.isRetired(content)
                    && one.shown() != null
                    && one.mark() != null) {
                marks.put(our.listing().id(), one.mark());
            }
        }
        return marks;
    }

    /** One that is read for its content is judged by that reading alone. */
    private static Found judged(Found one, Map<String, Ours> known, Set<Long> due) {
        Ours our = known.get(one.sku());
        return our != null && due.contains(our.listing().id()) ? one.toBeRead() : one;
    }

    private static Found asWeWrite(Found one, Map<String, Ours> known) {
        Ours our = known.get(one.sku());
        return our == null ? one : one.named(our.listing().sku());
    }

    /** A census that showed everything proves absence; another one leaves the rest to be read. */
    private void ended(Audit audit, boolean showedAll, Instant askedAt, Instant now) {
        if (showedAll) {
            audits.compared(audit, drifts.proposeUnseen(audit, takenBefore(askedAt), now), 0, 0);
            confirmNext(audit);
        } else {
            audits.enter(audit, Audit.Phase.READ);
        }
    }

    void reading(Audit audit, List<ListingRow> asked, List<RemoteListing> answers, Instant askedAt, Instant now) {
        Map<Long, Ours> known = ours.of(asked);
        Tally tally = new Tally(takenBefore(askedAt));
        for (int i = 0; i < asked.size(); i++) {
            Ours our = known.get(asked.get(i).id());
            if (our != null) {
                tally.add(our, answers.get(i));
            }
        }
        compare(audit, tally, now);
        drifts.propose(audit, tally.candidates, now);
        audits.compared(audit, tally.compared, tally.moving, tally.texts());
        audits.readUpTo(audit, asked.get(asked.size() - 1).id(), asked.size());
    }

    /** Nobody can read it, so that nothing is said of it but that; the audit goes on with the next. */
    void unreadable(Audit audit, ListingRow listing, Instant now) {
        drifts.unreadable(audit, listing, now);
        if (audit.phase() == Audit.Phase.READ) {
            audits.readUpTo(audit, listing.id(), 1);
        }
    }

    void confirmNext(Audit audit) {
        Audit current = audits.find(audit.id()).orElse(audit);
        long candidates = drifts.candidateListings(audit);
        if (audit.scheduled() && candidates > FEW && candidates > MOST * current.compared()) {
            audits.only(audit, TOO_MANY);
        }
        audits.enter(audit, Audit.Phase.CONFIRM);
    }

    private record Pair(Ours ours, RemoteListing shown) {}

    /** Comparisons of one answer. */
    private static final class Tally {
        private final Instant takenBefore;
        private final List<Pair> pairs = new ArrayList<>();
        private final List<Drifts.Candidate> candidates = new ArrayList<>();
        /** Those of whose content nothing differs. */
        private final List<Ours> agreed = new ArrayList<>();
        /** Listings whose content was compared, by what came of it. */
        private final Set<Long> same = new HashSet<>();

        private final Set<Long> other = new HashSet<>();
        private int compared;
        private int moving;

        Tally(Instant takenBefore) {
            this.takenBefore = takenBefore;
        }

        void add(Ours our, RemoteListing shown) {
            pairs.add(new Pair(our, shown));
        }

        int texts() {
            return same.size() + other.size();
        }

        /** Those whose texts came along. */
        List<Ours> withContent() {
            return pairs.stream()
                    .filter(pair -> !pair.shown().content().isEmpty())
                    .map(Pair::ours)
                    .toList();
        }

        void compare(Map<Long, SentContent.Sent> sent) {
            pairs.forEach(pair -> compare(
                    pair.ours(),
                    pair.shown(),
                    sent.getOrDefault(pair.ours().listing().id(), SentContent.Sent.NOTHING)
                            .texts()));
        }

        private void compare(Ours our, RemoteListing shown, Map<String, List<String>> sent) {
            Comparison comparison = Comparison.of(our, shown, takenBefore, sent);
            compared++;
            if (!sent.isEmpty() && our.settled(Facet.CONTENT, takenBefore) != null) {
                (comparison.isOfOneContent() ? same : other).add(our.listing().id());
            }
            moving += comparison.moving() ? 1 : 0;
            if (!comparison.moving() && !sent.isEmpty() && comparison.isOfOneContent()) {
                agreed.add(our);
            }
            comparison
                    .differences()
                    .forEach(difference -> candidates.add(new Drifts.Candidate(our.listing(), difference)));
        }
    }
}
