package org.haat.channelsync.channel.flipkart;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.CodeTable;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView.Item;
import org.haat.event.ChannelOrder.Cancellation;
import org.haat.event.ChannelOrder.Canceller;
import org.jspecify.annotations.Nullable;

/** Who cancelled an item, from {@code cancellation-kinds.csv}: the search that found it knows, an item itself may say it. */
final class Cancellations {
    private static final Map<String, Canceller> KINDS =
            CodeTable.rows(Cancellations.class, "cancellation-kinds.csv").stream()
                    .collect(Collectors.toUnmodifiableMap(
                            row -> bare(row.getOrDefault("kind", "")),
                            row -> Canceller.valueOf(row.getOrDefault("by", ""))));

    private Cancellations() {}

    static Cancellation of(Item item, @Nullable Canceller searchedFor) {
        Canceller said = kind(item.cancellationReason());
        String more = item.cancellationSubReason();
        // a word that only names the kind is no reason to show beside it
        String reason = more != null && !more.isBlank() ? more : said == null ? item.cancellationReason() : null;
        return new Cancellation(
                searchedFor == null ? said : searchedFor,
                IndiaTime.instant(item.cancellationDate()).orElse(null),
                reason);
    }

    static @Nullable Canceller kind(@Nullable String word) {
        return word == null ? null : KINDS.get(bare(word));
    }

    private static String bare(String word) {
        return word.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
