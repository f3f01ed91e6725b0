package org.haat.channelsync.channel.amazon;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.amazon.wire.Definition;
import org.haat.channelsync.channel.amazon.wire.Definition.SchemaLink;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of product types: asked for once a day per account, downloaded only when their checksum is new, and checked
 * against it. A schema is shared by its checksum, which says that it is the same document; what memory cannot hold is
 * fetched again.
 */
final class ProductSchemas {
    private final AmazonClient client;
    private final Clock clock;
    private final Duration maxAge;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();
    private final Map<String, SoftReference<ProductSchema>> byChecksum = new ConcurrentHashMap<>();

    ProductSchemas(AmazonClient client, Clock clock, Duration maxAge) {
        this.client = client;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** @return empty when Amazon has no such product type */
    Optional<ProductSchema> of(Account account, String productType) {
        Key key = new Key(account.id(), account.setting("marketplace_id"), productType);
        Known before = known.get(key);
        if (before != null && clock.instant().isBefore(before.until())) {
            Optional<ProductSchema> held = held(before);
            if (held.isPresent() || before.checksum() == null) {
                return held;
            }
        }
        return ask(account, key);
    }

    private Optional<ProductSchema> held(Known before) {
        if (before.checksum() == null) {
            return Optional.empty();
        }
        SoftReference<ProductSchema> reference = byChecksum.get(before.checksum());
        return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
    }

    private Optional<ProductSchema> ask(Account account, Key key) {
        Optional<Definition> definition = client.definition(account, key.productType());
        Instant until = clock.instant().plus(maxAge);
        if (definition.isEmpty()) {
            known.put(key, new Known(null, until));
            return Optional.empty();
        }
        SchemaLink link = ChannelJson.required(definition.get().schema(), "schema");
        Known now = new Known(ChannelJson.required(link.checksum(), "schema.checksum"), until);
        ProductSchema schema = held(now).orElseGet(() -> download(account, link));
        byChecksum.put(String.valueOf(now.checksum()), new SoftReference<>(schema));
        known.put(key, now);
        return Optional.of(schema);
    }

    private ProductSchema download(Account account, SchemaLink link) {
        Definition.Link where = ChannelJson.required(link.link(), "schema.link");
        byte[] document =
                client.document(account, address(ChannelJson.required(where.resource(), "schema.link.resource")));
        if (!md5(document).equals(link.checksum())) {
            throw new ChannelException(FailureKind.TEMPORARY, "The schema document does not match its checksum");
        }
        return SchemaWords.compile(document);
    }

    private static URI address(String resource) {
        try {
            return URI.create(resource);
        } catch (IllegalArgumentException e) {
            throw new ChannelException(FailureKind.PROTOCOL, "The schema's address is none", "ADDRESS", null, e);
        }
    }

    /** Amazon's checksum; it guards against a broken download, not against an enemy. */
    private static String md5(byte[] document) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    private record Key(UUID account, String marketplace, String productType) {}

    /** @param checksum null when there is no such product type */
    private record Known(@Nullable String checksum, Instant until) {}
}
