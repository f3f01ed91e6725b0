package org.haat.channelsync.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingPlan;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;

/** What becomes of one listing's facets when the call is over that carried some of them. A value that came in meanwhile has not failed. */
final class CarriedFacets {
    private final long call;
    private final Facet main;
    private final Instant now;
    private final Map<Facet, FacetRow> sent;
    private final Map<Facet, FacetRow> before;
    private final Map<Facet, FacetRow> rows;

    /**
     * @param sent as the call carried them
     * @param rows as they are now
     */
    CarriedFacets(long call, Operation operation, Instant now, Map<Facet, FacetRow> sent, Map<Facet, FacetRow> rows) {
        this.call = call;
        this.main = operation.facet();
        this.now = now;
        this.sent = sent;
        this.before = rows;
        this.rows = new EnumMap<>(rows);
    }

    Map<Facet, FacetRow> rows() {
        return rows;
    }

    List<FacetRow> changed() {
        return rows.values().stream()
                .filter(row -> !row.equals(before.get(row.facet())))
                .toList();
    }

    /** Not so when another replica took over meanwhile and asks the channel what became of the call. */
    boolean areUnderWay() {
        FacetRow row = rows.get(main);
        return row != null && isCarried(row);
    }

    /** A newer value went by a call of its own meanwhile. */
    boolean areOvertaken() {
        return rows.containsKey(main) && sent.containsKey(main) && !areUnderWay();
    }

    boolean areBlocked() {
        return rows.values().stream().anyMatch(row -> row.blockedCause() != null);
    }

    boolean areReadBack() {
        return rows.values().stream().anyMatch(row -> row.work() == Work.READ_BACK);
    }

    /** Lanes for which some of them are work. */
    Stream<String> lanes() {
        return rows.values().stream()
                .filter(row -> row.work() == Work.SEND && row.call() == null)
                .flatMap(row -> Stream.of(row.facet().name(), FeedLane.FEED));
    }

    /** How long each value waited that the call carried. */
    Stream<Duration> waited() {
        return sent.values().stream()
                .flatMap(row -> Stream.ofNullable(row.waitingSince()))
                .map(since -> Duration.between(since, now));
    }

    void accept() {
        sent.forEach((facet, asSent) -> rows.computeIfPresent(
                facet, (f, row) -> row.accepted(asSent.desired(), asSent.desiredHash(), asSent.desiredVersion(), now)));
    }

    void takeDown() {
        FacetRow content = sent.get(Facet.CONTENT);
        long version = content == null ? 0 : content.desiredVersion();
        for (Facet facet : List.of(Facet.PRICE, Facet.STOCK)) {
            rows.computeIfPresent(facet, (f, row) -> row.gone());
        }
        rows.computeIfPresent(Facet.CONTENT, (f, row) -> row.accepted(null, FacetValues.RETIRED, version, now));
    }

    /** What was refused is not sent again; a value that came in meanwhile is another matter and goes out. */
    void refuse(String cause) {
        rows.computeIfPresent(
                main,
                (f, row) -> sentHash(row).equals(row.desiredHash()) ? row.refused(cause) : row.released(true, now));
    }

    /** Waits for a person. */
    void blockContent(String cause) {
        rows.computeIfPresent(Facet.CONTENT, (f, row) -> row.refused(cause));
    }

    void tryAgain(Duration in) {
        rows.computeIfPresent(main, (f, row) -> row.tryAgain(sentHash(row), now.plus(in), now));
    }

    void readBack() {
        sent.keySet().forEach(facet -> rows.computeIfPresent(facet, (f, row) -> row.unknown(sentHash(row), now)));
    }

    /** Nobody knows which of the two values came last, so that the newer one goes once more. */
    void overwrite() {
        FacetRow asSent = sent.get(main);
        if (asSent != null) {
            rows.computeIfPresent(main, (f, row) -> row.overwritten(asSent, now));
        }
    }

    /** As if the call had not taken it. */
    void release() {
        rows.computeIfPresent(main, (f, row) -> isCarried(row) ? row.putBack().plan(true, now, now) : row);
    }

    /** Price and stock that travelled with a whole listing which did not arrive: they go on by themselves if it exists. */
    void putBackTheRest(Wanted wanted) {
        rows.replaceAll((facet, row) ->
                isCarried(row) ? row.putBack().plan(ListingPlan.goesAlone(facet, wanted, rows), now, now) : row);
    }

    private boolean isCarried(FacetRow row) {
        return row.call() != null && row.call() == call;
    }

    private String sentHash(FacetRow row) {
        FacetRow asSent = sent.get(row.facet());
        return asSent == null ? row.desiredHash() : asSent.desiredHash();
    }
}
