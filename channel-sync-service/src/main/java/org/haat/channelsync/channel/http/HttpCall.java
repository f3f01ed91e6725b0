package org.haat.channelsync.channel.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request to a partner, immutable.
 *
 * @param quota which bucket it draws from; its operation names the call everywhere
 * @param write true when the partner may change something, whatever the method; decides what no answer means and whether
 *     it may be repeated
 * @param expected statuses outside 2xx that the caller wants to read itself
 * @param bulky too large to be written down: the transcript keeps its size alone
 * @param into where the body of a good answer goes instead of into memory, or null
 */
public record HttpCall(
        Quota quota,
        String method,
        URI uri,
        boolean write,
        Map<String, String> headers,
        @Nullable String body,
        Set<Integer> expected,
        boolean bulky,
        @Nullable Download into) {

    /**
     * A body that is too large for memory.
     *
     * @param file is written from its beginning
     * @param mostBytes a larger body is refused
     * @param patience for the whole body, in place of the channel's total timeout
     */
    public record Download(Path file, long mostBytes, Duration patience) {}

    private HttpCall(
            Quota quota,
            String method,
            URI uri,
            boolean write,
            Map<String, String> headers,
            @Nullable String body,
            Set<Integer> expected,
            boolean bulky) {
        this(quota, method, uri, write, headers, body, expected, bulky, null);
    }

    /** A GET that changes nothing. */
    public static HttpCall get(Quota quota, URI uri) {
        return new HttpCall(quota, "GET", uri, false, Map.of(), null, Set.of(), false);
    }

    /** A request with a body that only asks (a search by POST, a token). */
    public static HttpCall ask(Quota quota, String method, URI uri) {
        return new HttpCall(quota, method, uri, false, Map.of(), null, Set.of(), false);
    }

    /** A request that may change something. */
    public static HttpCall write(Quota quota, String method, URI uri) {
        return new HttpCall(quota, method, uri, true, Map.of(), null, Set.of(), false);
    }

    public String operation() {
        return quota.operation();
    }

    public HttpCall header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpCall(quota, method, uri, write, more, body, expected, bulky, into);
    }

    /** Sets the body, and the content type with it. */
    public HttpCall json(Object value) {
        HttpCall typed = header("content-type", "application/json");
        return typed.body(value instanceof String text ? text : ChannelJson.write(value));
    }

    /** A large document, with its content type exactly as given. */
    public HttpCall document(String contentType, String text) {
        return header("content-type", contentType).body(text).bulk();
    }

    /** Neither what it says nor what is answered is for a person's eyes. */
    public HttpCall bulk() {
        return new HttpCall(quota, method, uri, write, headers, body, expected, true, into);
    }

    /** Lets the body of a good answer go into a file, piece by piece as it comes. */
    public HttpCall into(Download download) {
        return new HttpCall(quota, method, uri, write, headers, body, expected, true, download);
    }

    public HttpCall form(Map<String, String> fields) {
        String text = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> Address.encode(field.getKey()) + '=' + Address.encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        return header("content-type", "application/x-www-form-urlencoded;charset=UTF-8")
                .body(text);
    }

    public HttpCall expecting(Integer... statuses) {
        Set<Integer> more = new TreeSet<>(expected);
        more.addAll(Set.of(statuses));
        return new HttpCall(quota, method, uri, write, headers, body, more, bulky, into);
    }

    private HttpCall body(String text) {
        return new HttpCall(quota, method, uri, write, headers, text, expected, bulky, into);
    }

    /** Never prints header or body. */
    @Override
    public String toString() {
        return operation() + " " + method + " " + uri.getRawPath();
    }
}
