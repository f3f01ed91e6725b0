package org.haat.order.fulfilment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is handed to whom.
 *
 * @param clientKey the caller's key: the same key is the same shipment, however often it is sent
 * @param pieces by line id; empty means everything that may leave
 */
public record ShipCommand(
        UUID orderId,
        String clientKey,
        String carrier,
        @Nullable String service,
        String trackingNumber,
        @Nullable Instant shippedAt,
        Map<UUID, Integer> pieces) {

    /** Equal for equal commands, whatever the order of their lines. */
    String hash() {
        String text =
                carrier + '\n' + service + '\n' + trackingNumber + '\n' + shippedAt + '\n' + new TreeMap<>(pieces);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
