package org.haat.channelsync.channel.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110), in seconds or as a date. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** @return how long to wait from now, never negative, at most a day; empty for what cannot be read */
    public static Optional<Duration> read(String header, Instant now) {
        String value = header.strip();
        try {
            return Optional.of(sane(
                    value.chars().allMatch(Character::isDigit)
                            ? Duration.ofSeconds(Long.parseLong(value))
                            : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty(); // a header that cannot be read is no header
        }
    }

    private static Duration sane(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
