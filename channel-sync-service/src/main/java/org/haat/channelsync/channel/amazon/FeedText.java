package org.haat.channelsync.channel.amazon;

import java.nio.charset.StandardCharsets;
import org.haat.channelsync.channel.amazon.wire.FeedMessage;
import org.haat.channelsync.channel.http.ChannelJson;

/** Writes the document of a feed message by message, never above Amazon's size. */
final class FeedText {
    private static final String END = "]}";
    private final StringBuilder text = new StringBuilder(64 * 1024);
    private final int mostBytes;
    private int bytes;
    private boolean empty = true;

    FeedText(FeedMessage.Header header, int mostBytes) {
        this.mostBytes = mostBytes;
        append("{\"header\":" + ChannelJson.write(header) + ",\"messages\":[");
    }

    /** @return false when it would be too much */
    boolean add(FeedMessage message) {
        String line = (empty ? "" : ",") + ChannelJson.write(message);
        if (bytes + size(line) + END.length() > mostBytes) {
            return false;
        }
        append(line);
        empty = false;
        return true;
    }

    boolean isEmpty() {
        return empty;
    }

    String whole() {
        return text + END;
    }

    private void append(String part) {
        text.append(part);
        bytes += size(part);
    }

    private static int size(String part) {
        return part.getBytes(StandardCharsets.UTF_8).length;
    }
}
