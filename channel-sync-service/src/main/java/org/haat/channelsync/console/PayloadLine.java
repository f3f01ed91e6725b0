package org.haat.channelsync.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/** One value of a payload with where it stands in it, so that it reads on a phone too. */
record PayloadLine(String path, String value) {
    private static final int MOST = 200;

    static List<PayloadLine> of(@Nullable String payload) {
        if (payload == null) {
            return List.of();
        }
        List<PayloadLine> lines = new ArrayList<>();
        try {
            collect("", ChannelJson.mapper().readTree(payload), lines);
        } catch (JsonProcessingException e) {
            lines.add(new PayloadLine("", payload)); // shortened, or no JSON
        }
        return lines.size() > MOST ? List.copyOf(lines.subList(0, MOST)) : lines;
    }

    private static void collect(String path, JsonNode node, List<PayloadLine> lines) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> collect(
                            path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), field.getValue(), lines));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + '[' + i + ']', node.get(i), lines);
            }
        } else if (!node.isMissingNode()) {
            lines.add(new PayloadLine(path, node.asText()));
        }
    }
}
