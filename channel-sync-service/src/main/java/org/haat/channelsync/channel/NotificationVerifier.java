package org.haat.channelsync.channel;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads a marketplace's push. A push is a hint: the caller fetches the truth before anything changes. */
public interface NotificationVerifier {
    /**
     * Checks the signature over the raw bytes in constant time.
     *
     * @param url byte for byte as registered with the channel
     * @param headers names in lower case
     * @return the hint, or empty when the signature or its time is wrong
     */
    Optional<Hint> verify(Account account, String url, Map<String, String> headers, byte[] body, Instant now);

    /**
     * @param id for de-duplication
     * @param remoteOrderId the order to fetch, or null when it is about something else
     * @param sku the listing to read, or null
     * @param remoteReturnId the return to fetch, or null
     */
    record Hint(
            String id,
            String type,
            @org.jspecify.annotations.Nullable String remoteOrderId,
            @org.jspecify.annotations.Nullable String sku,
            @org.jspecify.annotations.Nullable String remoteReturnId) {
        /** Type of a push whose signature is right and whose body cannot be read: acknowledged, and kept for a person. */
        public static final String UNREADABLE = "UNREADABLE";

        /** A NUL, which no text of ours holds, is left out: the push is kept and acknowledged, and its truth is fetched. */
        public Hint {
            id = withoutNul(id);
            type = withoutNul(type);
            remoteOrderId = remoteOrderId == null ? null : withoutNul(remoteOrderId);
            sku = sku == null ? null : withoutNul(sku);
            remoteReturnId = remoteReturnId == null ? null : withoutNul(remoteReturnId);
        }

        private static String withoutNul(String text) {
            return text.replace("\0", "");
        }

        public static Hint unreadable(String id) {
            return new Hint(id, UNREADABLE, null, null);
        }

        public Hint(
                String id,
                String type,
                @org.jspecify.annotations.Nullable String remoteOrderId,
                @org.jspecify.annotations.Nullable String sku) {
            this(id, type, remoteOrderId, sku, null);
        }
    }
}
