package org.haat.channelsync.channel.flipkart;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flipkart's times: Indian, written with their offset; a time without one is Indian too. */
final class IndiaTime {
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.ofHoursMinutes(5, 30));
    private static final DateTimeFormatter READ = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss[.SSS]][XXX][XX]");

    private IndiaTime() {}

    static String text(Instant instant) {
        return WRITTEN.format(instant);
    }

    /** Empty when there is none or it cannot be read. */
    static Optional<Instant> instant(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return lenient(text.strip());
        }
    }

    private static Optional<Instant> lenient(String text) {
        try {
            Object parsed = READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof OffsetDateTime offset
                            ? offset.toInstant()
                            : ((LocalDateTime) parsed).atZone(INDIA).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
