package org.haat.channelsync.channel.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;

/** What a partner answered, body and all. */
public final class HttpAnswer {
    private final HttpCall call;
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    HttpAnswer(HttpCall call, int status, Map<String, String> headers, byte[] body) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** @param name any case */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** Names in lower case; the first value of each. */
    public Map<String, String> headers() {
        return headers;
    }

    public byte[] bytes() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as {@code type}; fields it does not know are ignored.
     *
     * @throws ChannelException when the body is not such JSON: {@code PROTOCOL} for a read, {@code UNKNOWN} for a write that
     *     the partner may have carried out
     */
    public <T> T json(Class<T> type) {
        try {
            T value = ChannelJson.mapper().readValue(body, type);
            if (value != null) {
                return value;
            }
            throw unreadable(null);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ChannelException unreadable(@org.jspecify.annotations.Nullable IOException cause) {
        FailureKind kind = call.write() && ok() ? FailureKind.UNKNOWN : FailureKind.PROTOCOL;
        String message = call.operation() + " answered " + status + " with " + body.length
                + " bytes that are not the JSON the partner describes";
        return new ChannelException(kind, message, "UNREADABLE_ANSWER", null, withoutPayload(cause));
    }

    /** Jackson's messages quote the body; keep where it broke, not what it said. */
    private static @org.jspecify.annotations.Nullable Throwable withoutPayload(
            @org.jspecify.annotations.Nullable IOException cause) {
        if (cause instanceof com.fasterxml.jackson.core.JsonProcessingException json && json.getLocation() != null) {
            return new IOException(json.getClass().getSimpleName() + " at line "
                    + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr());
        }
        return cause == null ? null : new IOException(cause.getClass().getSimpleName());
    }
}
