package org.haat.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Method and path template to operation, first match wins. A path is split before it is decoded, so an encoded slash
 * stays inside its segment.
 *
 * @param <H> what handles a call
 */
public final class Routes<H> {
    /** One operation: its published name and its handler. */
    public record Route<H>(String operation, H handler) {}

    /** A route that fits a path, with the path's parameters. */
    public record Match<H>(Route<H> route, Map<String, String> params) {}

    private record Template<H>(String method, List<String> segments, Route<H> route) {}

    private final List<Template<H>> templates = new ArrayList<>();

    public Routes<H> on(String method, String template, String operation, H handler) {
        templates.add(new Template<>(method, segments(template), new Route<>(operation, handler)));
        return this;
    }

    public Optional<Match<H>> match(String method, String path) {
        return first(path, t -> t.method.equals(method));
    }

    /** Whether some other method has this path. */
    public boolean knows(String path) {
        return first(path, t -> true).isPresent();
    }

    private Optional<Match<H>> first(String path, Function<Template<H>, Boolean> fits) {
        List<String> segments = segments(path);
        for (Template<H> t : templates) {
            Map<String, String> params = fits.apply(t) ? params(t.segments, segments) : null;
            if (params != null) {
                return Optional.of(new Match<>(t.route, params));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Map<String, String> params(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return null;
        }
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String want = template.get(i);
            if (want.startsWith("{")) {
                params.put(want.substring(1, want.length() - 1), decode(segments.get(i)));
            } else if (!want.equals(segments.get(i))) {
                return null;
            }
        }
        return params;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }
}
