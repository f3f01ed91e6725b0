package org.haat.channelsync.listing;

import org.haat.channelsync.database.StoredJson;
import org.jspecify.annotations.Nullable;

/**
 * What a facet should be.
 *
 * @param json the value; null for content, which stands with the product
 * @param version version of the snapshot or stock figure it was made from
 */
public record Desired(@Nullable String json, String hash, long version) {
    static Desired of(Object value, long version) {
        String json = StoredJson.write(value);
        return new Desired(json, StoredJson.hash(json), version);
    }
}
