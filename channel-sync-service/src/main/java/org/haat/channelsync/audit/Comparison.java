package org.haat.channelsync.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.event.ListingStatus.State;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * Holds one listing against what the channel shows. Pure. A facet that is under way, waits, was refused or was taken a moment
 * ago is not judged: its difference is known, or younger than what was read.
 *
 * @param moving true when at least one facet could not be judged
 */
record Comparison(boolean moving, List<Difference> differences) {
    /** @param takenBefore what the channel took later than this may not be in the reading yet */
    static Comparison of(Ours ours, RemoteListing shown, Instant takenBefore) {
        return of(ours, shown, takenBefore, Map.of());
    }

    /** @param sent what {@link RemoteListing#content} must say, as far as it is known */
    static Comparison of(Ours ours, RemoteListing shown, Instant takenBefore, Map<String, List<String>> sent) {
        FacetRow content = ours.settled(Facet.CONTENT, takenBefore);
        if (content == null) {
            return new Comparison(true, List.of());
        }
        List<Difference> differences = new ArrayList<>();
        // A listing that is read again soon is in the hands of its verification.
        boolean verified = ours.listing().verifyDueAt() == null;
        if (Ours.isRetired(content)) {
            if (!shown.isDown()) {
                differences.add(new Difference(DriftKind.STATUS, State.RETIRED.name(), State.LIVE.name()));
            }
            return new Comparison(false, List.copyOf(differences));
        }
        if (!shown.present()) {
            if (verified) {
                differences.add(new Difference(DriftKind.MISSING, "", ""));
            }
            return new Comparison(!verified, List.copyOf(differences));
        }
        FacetRow price = ours.settled(Facet.PRICE, takenBefore);
        FacetRow stock = ours.settled(Facet.STOCK, takenBefore);
        add(differences, price == null ? null : ofPrice(price, shown));
        add(differences, stock == null ? null : ofStock(stock, shown));
        add(differences, verified && ours.listing().state() == State.LIVE ? ofStatus(shown) : null);
        add(differences, ofContent(ours.titleSeen(), shown, sent));
        return new Comparison(price == null || stock == null, List.copyOf(differences));
    }

    boolean isOfOneContent() {
        return differences.stream()
                .noneMatch(one -> one.kind() == DriftKind.CONTENT || one.kind() == DriftKind.MISSING);
    }

    private static void add(List<Difference> differences, @Nullable Difference difference) {
        if (difference != null) {
            differences.add(difference);
        }
    }

    private static @Nullable Difference ofPrice(FacetRow row, RemoteListing shown) {
        FacetValues.Price there = price(row, shown);
        if (there == null || row.applied() == null) {
            return null;
        }
        FacetValues.Price taken = StoredJson.read(row.applied(), FacetValues.Price.class);
        return taken.equals(there) ? null : new Difference(DriftKind.PRICE, words(taken), words(there));
    }

    /** What the channel shows; where it does not show an MRP, the one that it took. */
    static FacetValues.@Nullable Price price(FacetRow row, RemoteListing shown) {
        Money price = shown.price();
        if (price == null || row.applied() == null) {
            return null;
        }
        Money mrp = shown.mrp();
        long maximum = mrp == null
                ? StoredJson.read(row.applied(), FacetValues.Price.class).mrp()
                : mrp.minor();
        return new FacetValues.Price(maximum, price.minor(), price.currency());
    }

    private static @Nullable Difference ofStock(FacetRow row, RemoteListing shown) {
        if (shown.quantity() == null || row.applied() == null) {
            return null;
        }
        int taken = StoredJson.read(row.applied(), FacetValues.Stock.class).quantity();
        return taken == shown.quantity()
                ? null
                : new Difference(DriftKind.STOCK, Integer.toString(taken), Integer.toString(shown.quantity()));
    }

    private static @Nullable Difference ofStatus(RemoteListing shown) {
        if (shown.live()) {
            return null;
        }
        State there = shown.suppressed() ? State.SUPPRESSED : State.FAILED_VERIFICATION;
        return new Difference(DriftKind.STATUS, State.LIVE.name(), there.name());
    }

    /** The title against the one that was read last, since a channel may word it anew; what it gives back against what was sent. */
    private static @Nullable Difference ofContent(
            @Nullable String seen, RemoteListing shown, Map<String, List<String>> sent) {
        String title = shown.title();
        boolean renamed = seen != null && title != null && !seen.equals(title);
        Texts.Told told = Texts.differences(sent, shown.content());
        return renamed || !told.sent().isEmpty()
                ? new Difference(
                        DriftKind.CONTENT,
                        joined(renamed ? seen : null, told.sent()),
                        joined(renamed ? title : null, told.shown()))
                : null;
    }

    private static String joined(@Nullable String title, String others) {
        return Stream.of(title == null ? "" : title, others)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" | "));
    }

    private static String words(FacetValues.Price price) {
        return BigDecimal.valueOf(price.price(), 2).toPlainString() + " / "
                + BigDecimal.valueOf(price.mrp(), 2).toPlainString() + ' ' + price.currency();
    }
}
