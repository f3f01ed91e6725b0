package org.haat.channelsync.channel.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one channel calls its partner.
 *
 * @param userAgent sent with every call
 * @param connectTimeout to a connection
 * @param readTimeout from the request to the answer's head
 * @param totalTimeout for the whole call, body included
 * @param maxAnswerBytes a larger answer is refused unread
 * @param maxThrottleWait a permit that is free within this is waited for, on a lane's thread never long ({@link OnLane});
 *     beyond it the call ends as {@code THROTTLED}
 * @param readAttempts how often a call that changes nothing is tried when the partner is unwell, at least 1
 * @param refusedStatuses statuses after which fresh credentials are worth one more try
 * @param rateHeader response header with the permits per second that now apply, or null
 * @param origins the only origins a call may go to, so that no answer can lead credentials astray
 */
public record HttpSettings(
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        int maxAnswerBytes,
        Duration maxThrottleWait,
        int readAttempts,
        Set<Integer> refusedStatuses,
        @Nullable String rateHeader,
        Set<String> origins) {

    private static final String ANY_HOST_OF = "https://*.";

    /** Careful limits for calls to these base URLs; {@code https://*.example.org} stands for any host of that domain. */
    public static HttpSettings forBaseUrls(String... baseUrls) {
        return new HttpSettings(
                "Haat/0.1 (Language=Java/17)",
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                4 * 1024 * 1024,
                Duration.ofSeconds(2),
                3,
                Set.of(401),
                null,
                Set.copyOf(List.of(baseUrls).stream()
                        .map(url -> url.startsWith(ANY_HOST_OF) ? url : origin(URI.create(url)))
                        .toList()));
    }

    public HttpSettings timeouts(Duration connect, Duration read, Duration total) {
        return new HttpSettings(
                userAgent,
                connect,
                read,
                total,
                maxAnswerBytes,
                maxThrottleWait,
                readAttempts,
                refusedStatuses,
                rateHeader,
                origins);
    }

    /** Waits so long for a permit. */
    public HttpSettings maxThrottleWait(Duration wait) {
        return new HttpSettings(
                userAgent,
                connectTimeout,
                readTimeout,
                totalTimeout,
                maxAnswerBytes,
                wait,
                readAttempts,
                refusedStatuses,
                rateHeader,
                origins);
    }

    public HttpSettings rateHeader(String name) {
        return new HttpSettings(
                userAgent,
                connectTimeout,
                readTimeout,
                totalTimeout,
                maxAnswerBytes,
                maxThrottleWait,
                readAttempts,
                refusedStatuses,
                name,
                origins);
    }

    public HttpSettings refusedStatuses(Integer... statuses) {
        return new HttpSettings(
                userAgent,
                connectTimeout,
                readTimeout,
                totalTimeout,
                maxAnswerBytes,
                maxThrottleWait,
                readAttempts,
                Set.of(statuses),
                rateHeader,
                origins);
    }

    /** Whether a call may go there. */
    public boolean allows(URI uri) {
        return uri.getRawUserInfo() == null && (origins.contains(origin(uri)) || ofAllowedDomain(uri));
    }

    private boolean ofAllowedDomain(URI uri) {
        boolean secure = "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443);
        return secure
                && uri.getHost() != null
                && origins.stream()
                        .filter(origin -> origin.startsWith(ANY_HOST_OF))
                        .anyMatch(origin -> uri.getHost().endsWith(origin.substring(ANY_HOST_OF.length() - 1)));
    }

    static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
        return scheme + "://" + uri.getHost() + ":" + port;
    }
}
