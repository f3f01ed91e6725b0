package org.haat.channelsync.channel.amazon.wire;

import org.jspecify.annotations.Nullable;

/** Answer of getDefinitionsProductType (2020-09-01), as far as it is read. */
public record Definition(
        @Nullable String productType, @Nullable SchemaLink schema) {

    /** @param checksum Base64 of the document's MD5 */
    public record SchemaLink(@Nullable Link link, @Nullable String checksum) {}

    /** A presigned address that asks for no credentials. */
    public record Link(@Nullable String resource, @Nullable String verb) {}
}
