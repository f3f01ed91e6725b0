package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.channel.flipkart.wire.Push;
import org.haat.channelsync.channel.http.ChannelJson;

/**
 * Flipkart's {@code FKLOGIN} scheme: SHA-1 over date, registered URL, {@code POST} and the application's secret. The body
 * is not signed, so a push says no more than "look at this shipment".
 *
 * <p>The published sample is reproduced only with the date as epoch seconds; the text of the header is accepted as well
 * until live traffic settles it.
 */
final class FlipkartNotifications implements NotificationVerifier {
    private static final String SCHEME = "FKLOGIN ";
    private static final int LONGEST_HEADER = 512;
    private final Duration freshness;

    /** @param freshness how far a push's date may be from now, either way */
    FlipkartNotifications(Duration freshness) {
        this.freshness = freshness;
    }

    @Override
    public Optional<Hint> verify(Account account, String url, Map<String, String> headers, byte[] body, Instant now) {
        String date = header(headers, "x_date", "x-date");
        String authorization = header(headers, "x_authorization", "x-authorization");
        Optional<Instant> sentAt = instant(date);
        if (sentAt.isEmpty() || Duration.between(sentAt.get(), now).abs().compareTo(freshness) > 0) {
            return Optional.empty();
        }
        List<String> dates = List.of(Long.toString(sentAt.get().getEpochSecond()), date);
        return signed(account, url, dates, authorization) ? Optional.of(hint(account, body)) : Optional.empty();
    }

    private static String header(Map<String, String> headers, String name, String afterProxy) {
        String value = headers.getOrDefault(name, headers.getOrDefault(afterProxy, ""));
        return value.length() > LONGEST_HEADER ? "" : value.strip();
    }

    private static Optional<Instant> instant(String httpDate) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean signed(Account account, String url, List<String> dates, String authorization) {
        if (!authorization.startsWith(SCHEME)) {
            return false;
        }
        byte[] claim = decoded(authorization.substring(SCHEME.length()));
        boolean right = false;
        for (String date : dates) {
            String digest = sha1(date + url + "POST" + account.secret("app_secret"));
            byte[] expected = (account.secret("app_id") + ":" + digest).getBytes(StandardCharsets.UTF_8);
            right |= MessageDigest.isEqual(expected, claim);
        }
        return right;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Hint hint(Account account, byte[] body) {
        Push push = push(body);
        if (push.eventType() == null || !push.isReadable()) {
            return Hint.unreadable("body:" + sha256(body)); // acknowledged, or the group's later events stall
        }
        String about = Objects.requireNonNullElse(push.shipmentId(), Objects.requireNonNullElse(push.returnId(), "?"));
        String id = about + "|" + push.eventType() + "|" + Objects.requireNonNullElse(push.timestamp(), sha256(body));
        if (push.locationId() != null
                && !push.locationId().equals(account.settings().get("location_id"))) {
            return new Hint(id, push.eventType(), null, null); // of another place, which is another account or nobody's
        }
        boolean ofReturn = push.returnId() != null && push.eventType().startsWith("return");
        return new Hint(
                id, push.eventType(), ofReturn ? null : push.shipmentId(), null, ofReturn ? push.returnId() : null);
    }

    private static Push push(byte[] body) {
        Push nothing = new Push(null, null, null, null, null);
        try {
            return Objects.requireNonNullElse(ChannelJson.mapper().readValue(body, Push.class), nothing);
        } catch (JacksonException e) {
            return nothing;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        return HexFormat.of().formatHex(digest("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(byte[] body) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(body));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
