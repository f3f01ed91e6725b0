package org.haat.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the tokens of further pages stand for. They end after a day, and the oldest go when there are too many: whoever
 * walks pages holds one at a time.
 */
public final class PageTokens<T> {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int MOST = 500;

    private record Page<T>(T rest, Instant until) {}

    private final Map<String, Page<T>> pages = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Page<T>> eldest) {
            return size() > MOST;
        }
    };

    /** @return a token that nobody can guess */
    public String keep(T rest, Instant now) {
        String token = UUID.randomUUID().toString().replace("-", "");
        pages.put(token, new Page<>(rest, now.plus(LIFE)));
        return token;
    }

    public Optional<T> find(String token, Instant now) {
        return Optional.ofNullable(pages.get(token))
                .filter(p -> now.isBefore(p.until))
                .map(Page::rest);
    }
}
