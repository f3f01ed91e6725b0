package org.haat.catalog.console;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.catalog.listing.Explain;
import org.haat.catalog.product.Product;
import org.haat.catalog.sql.Sql;
import org.haat.look.Language;
import org.haat.look.Messages;

/** Where products stand on the marketplaces, as the gate and the marketplaces last said. */
@Singleton
class Places {
    private static final int MOST_REFUSED = 2_000;
    private final Sql sql;
    private final Explain explain;
    private final Messages messages;

    Places(Sql sql, Explain explain, Messages messages) {
        this.sql = sql;
        this.explain = explain;
        this.messages = messages;
    }

    record Mark(String channel, String state) {}

    private record Said(String key, Mark mark) {}

    List<String> refusedSkus() {
        return sql.list(
                "SELECT DISTINCT sku FROM listing_refusal ORDER BY sku LIMIT " + MOST_REFUSED, row -> row.getString(1));
    }

    /** By agency and SKU, joined with a slash. */
    Map<String, List<Mark>> marks(List<Product> products) {
        Map<String, Map<String, Mark>> byProduct = new HashMap<>();
        List<String> skus = products.stream().map(Product::sku).toList();
        String all = "SELECT agency, sku, channel, 'REFUSED' FROM listing_refusal WHERE sku = ANY (?)"
                + " UNION ALL SELECT agency, sku, channel, state FROM channel_status WHERE sku = ANY (?)";
        sql.list(
                        all,
                        row -> new Said(
                                row.getString(1) + '/' + row.getString(2),
                                new Mark(row.getString(3), row.getString(4))),
                        skus,
                        skus)
                .forEach(said -> byProduct
                        .computeIfAbsent(said.key(), key -> new LinkedHashMap<>())
                        .put(said.mark().channel(), said.mark()));
        for (Product product : products) {
            Map<String, Mark> own =
                    byProduct.computeIfAbsent(product.agency() + '/' + product.sku(), key -> new LinkedHashMap<>());
            product.listedChannels().forEach(channel -> own.putIfAbsent(channel, new Mark(channel, "TOLD")));
        }
        Map<String, List<Mark>> marks = new HashMap<>();
        byProduct.forEach((key, byChannel) -> marks.put(key, new ArrayList<>(byChannel.values())));
        return marks;
    }

    List<Place> of(Product product, Locale locale) {
        return explain.explain(product, locale).channels().stream()
                .map(stand -> place(stand, Language.of(locale.toLanguageTag())))
                .toList();
    }

    private Place place(Explain.ChannelStand stand, Language language) {
        List<Place.Issue> issues = stand.issues().stream()
                .map(issue -> new Place.Issue(
                        issue.code(),
                        issue.severity(),
                        issue.message(),
                        messages.textNamed(language, issue.remedy(), issue.remedy()),
                        issue.owner().name()))
                .toList();
        return new Place(
                stand.channel(),
                stand.stand().name(),
                tone(stand.stand()),
                stand.remoteId(),
                stand.who() == null ? null : stand.who().name(),
                stand.sentence(),
                stand.refusals(),
                issues);
    }

    private static String tone(Explain.Stand stand) {
        return switch (stand) {
            case LIVE -> "good";
            case TOLD_CHANNEL, AT_CHANNEL -> "info wait";
            case REFUSED_BY_GATE, REFUSED_BY_CHANNEL -> "bad";
            case AWAITING_APPROVAL, READY_TO_PUBLISH, WAITS_FOR_IDENTIFIER, LIVE_BEFORE_CHANGE -> "warn";
            case DRAFT, PAUSED, RETIRED -> "";
        };
    }
}
