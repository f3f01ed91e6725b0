package org.haat.sandbox.amazon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One seller's listing: what was sent, and how far Amazon has got with it. Accepted, then known to a read, then live;
 * or never.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Listing {
    String account = "";
    String sku = "";
    String productType = "";
    String asin = "";
    Sent sent = Sent.NOTHING;
    Instant created = Instant.EPOCH;
    Instant updated = Instant.EPOCH;

    /** From when a read finds it; null: never. */
    @Nullable
    Instant exists;

    /** When Amazon is through with it; null: never. */
    @Nullable
    Instant judged;

    /** Whether Amazon has looked at it once. */
    boolean through;

    boolean live;
    List<Issue> issues = new ArrayList<>();

    /** When what was last sent shows in the offer, if it does not yet. */
    @Nullable
    Instant offerDue;

    @Nullable
    Instant stockDue;

    @Nullable
    Instant deleteDue;

    Listing() {}

    Listing(String account, String sku, Instant created) {
        this.account = account;
        this.sku = sku;
        this.created = created;
        this.asin = asin(account + "/" + sku);
    }

    static String key(String account, String sku) {
        return account + "/" + sku;
    }

    String key() {
        return key(account, sku);
    }

    private static String asin(String of) {
        long hash = 1_125_899_906_842_597L;
        for (char c : of.toCharArray()) {
            hash = 31 * hash + c;
        }
        String tail = Long.toString(Math.abs(hash % 2_821_109_907_456L), 36).toUpperCase(Locale.ROOT);
        return "B0" + "00000000".substring(Math.min(8, tail.length())) + tail;
    }

    boolean existsAt(Instant now) {
        return exists != null && !now.isBefore(exists);
    }

    boolean suppressed() {
        return issues.stream().anyMatch(Issue::suppresses);
    }
}
