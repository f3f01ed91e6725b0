package org.haat.bench.stub;

import java.util.Map;

/**
 * One call that came in.
 *
 * @param values price in paise or pieces by SKU, as the call set them; empty for a call that sets nothing
 * @param nanos when it came, by {@link System#nanoTime}
 */
public record StubCall(String channel, Kind kind, Map<String, Long> values, long nanos, long epochMicros) {
    /** What a call is for. */
    public enum Kind {
        PRICE,
        STOCK,
        CONTENT,
        /** Reads listings, by name or page by page. */
        READ,
        /** Carries many changes in a file: document, feed, status, report. */
        FEED,
        /** Tokens, and the look for new orders, which goes on whatever changes. */
        OTHER;

        /** True for what a change of a listing costs. */
        public boolean sends() {
            return this == PRICE || this == STOCK || this == CONTENT || this == FEED;
        }
    }
}
