package org.haat.channelsync.channel.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.PartnerErrors.PartnerError;

/** What a status outside 2xx means, unless the partner's own code says better. */
final class StatusMeaning {
    private static final int LONGEST_MESSAGE = 300;
    private final PartnerErrors errors;
    private final Clock clock;

    StatusMeaning(PartnerErrors errors, Clock clock) {
        this.errors = errors;
        this.clock = clock;
    }

    ChannelException fault(HttpCall call, HttpAnswer answer) {
        Optional<PartnerError> said = errors.read(answer);
        FailureKind kind = said.map(PartnerError::kind).orElseGet(() -> kind(call, answer.status()));
        String code = said.map(PartnerError::code).orElse("HTTP_" + answer.status());
        String words =
                said.map(error -> ": " + code + " " + shorten(error.message())).orElse("");
        return new ChannelException(
                kind,
                call.operation() + " answered " + answer.status() + words,
                code,
                retryAfter(answer).orElse(null),
                null);
    }

    static FailureKind kind(HttpCall call, int status) {
        return switch (status) {
            case 401 -> FailureKind.AUTH;
            case 403 -> FailureKind.FORBIDDEN;
            case 404, 410 -> FailureKind.NOT_FOUND;
            case 425, 429 -> FailureKind.THROTTLED;
            case 408 -> FailureKind.TEMPORARY;
            // a gateway gave up on the partner behind it, which may have carried a write out all the same
            case 499, 502, 504, 599 -> call.write() ? FailureKind.UNKNOWN : FailureKind.TEMPORARY;
            default ->
                status >= 500 ? FailureKind.TEMPORARY : status >= 400 ? FailureKind.REJECTED : FailureKind.PROTOCOL;
        };
    }

    Optional<Duration> retryAfter(HttpAnswer answer) {
        return answer.header("retry-after").flatMap(value -> RetryAfter.read(value, clock.instant()));
    }

    private static String shorten(String words) {
        String clean = Scrubber.text(words);
        return clean.length() <= LONGEST_MESSAGE ? clean : clean.substring(0, LONGEST_MESSAGE) + "…";
    }
}
