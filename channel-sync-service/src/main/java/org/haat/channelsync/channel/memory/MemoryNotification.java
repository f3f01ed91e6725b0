package org.haat.channelsync.channel.memory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haat.channelsync.channel.NotificationVerifier.Hint;

/** A push of the marketplace in memory: HMAC-SHA256 over time, URL and body; the body is the order's id. */
public final class MemoryNotification {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private MemoryNotification() {}

    /** Headers that the marketplace sends with {@code body}. */
    public static Map<String, String> headers(String secret, String url, byte[] body, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        return Map.of(
                "x-memory-time", time, "x-memory-signature", HexFormat.of().formatHex(sign(secret, url, body, time)));
    }

    static Optional<Hint> verify(String secret, String url, Map<String, String> headers, byte[] body, Instant now) {
        String time = headers.getOrDefault("x-memory-time", "");
        if (!time.matches("\\d{1,12}") || !fresh(Instant.ofEpochSecond(Long.parseLong(time)), now)) {
            return Optional.empty();
        }
        String expected = HexFormat.of().formatHex(sign(secret, url, body, time));
        String given = headers.getOrDefault("x-memory-signature", "");
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        String order = new String(body, StandardCharsets.UTF_8);
        return Optional.of(order.isBlank() ? Hint.unreadable(expected) : new Hint(expected, "order", order, null));
    }

    private static boolean fresh(Instant sent, Instant now) {
        return Duration.between(sent, now).abs().compareTo(WINDOW) <= 0;
    }

    private static byte[] sign(String secret, String url, byte[] body, String time) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + "\n" + url + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
