package org.haat.order.partner;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.haat.edge.Problem;

/**
 * The signature of a partner's message after Standard Webhooks 1.0: HMAC-SHA256 over {@code id.timestamp.body}. The rules
 * for headers are stricter than the standard's: each stands once and in one form, so that two readers of one message can
 * never disagree about it.
 *
 * @param id {@code webhook-id}, the message's idempotency key
 * @param timestamp when it was sent, in seconds
 * @param values the {@code v1} signatures; a partner that changes its secret sends several
 */
record Signature(String id, long timestamp, List<String> values) {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    static final String PARTNER = "webhook-partner";
    private static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int MOST_VALUES = 5;
    private static final String BASE64_OF_32_BYTES = "[A-Za-z0-9+/]{43}=";

    /** @throws Problem 400 that names the header at fault */
    static Signature read(Map<String, List<String>> headers) {
        String id = one(headers, ID, "[A-Za-z0-9_-]{1,100}", "1 to 100 of A-Z a-z 0-9 _ -");
        String timestamp = one(headers, TIMESTAMP, "[0-9]{10}", "whole seconds since 1970, ten digits");
        String list = one(
                headers,
                SIGNATURE,
                "[\\x21-\\x7e]+( [\\x21-\\x7e]+)*",
                "one or more signatures such as v1,<base64>, with a space between");
        List<String> values = Arrays.stream(list.split(" "))
                .filter(part -> part.startsWith("v1,"))
                .map(part -> part.substring(3))
                .toList();
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw malformed(SIGNATURE, "holds no v1 signature, or more than " + MOST_VALUES);
        }
        if (!values.stream().allMatch(value -> value.matches(BASE64_OF_32_BYTES))) {
            throw malformed(SIGNATURE, "holds a v1 signature that is not the base64 of 32 bytes");
        }
        return new Signature(id, Long.parseLong(timestamp), values);
    }

    /** @throws Problem 400 that names the header at fault */
    static String one(Map<String, List<String>> headers, String name, String form, String inWords) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw malformed(name, values.isEmpty() ? "is missing" : "stands more than once");
        }
        if (!values.get(0).matches(form)) {
            throw malformed(name, "is not " + inWords);
        }
        return values.get(0);
    }

    private static Problem malformed(String header, String message) {
        return new Problem(
                400,
                "webhook-header",
                header + " " + message + ".",
                List.of(new Problem.Fault(header, "webhook-header", message, null)));
    }

    boolean isTimely(Instant now) {
        return Duration.between(Instant.ofEpochSecond(timestamp), now).abs().compareTo(TOLERANCE) <= 0;
    }

    /** True if one of the values is the signature of the body under one of the secrets. */
    boolean fits(String body, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            byte[] expected = expected(body, secret);
            for (String value : values) {
                fits |= MessageDigest.isEqual(expected, value.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return fits;
    }

    private byte[] expected(String body, String secret) {
        try {
            return new Webhook(secret).sign(id, timestamp, body).substring(3).getBytes(StandardCharsets.US_ASCII);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("A partner's secret cannot sign", e);
        }
    }
}
