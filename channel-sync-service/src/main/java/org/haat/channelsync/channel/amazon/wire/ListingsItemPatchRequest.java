package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Body of patchListingsItem (Listings Items 2021-08-01). */
public record ListingsItemPatchRequest(String productType, List<Patch> patches) {

    /** @param path {@code /attributes/<name>}, nothing below it */
    public record Patch(String op, String path, List<ObjectNode> value) {}
}
