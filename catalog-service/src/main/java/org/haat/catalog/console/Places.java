package org.haat.catalog.console;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.haat.catalog.listing.Explain;
import org.haat.catalog.product.Product;
import org.haat.catalog.sql.Sql;
import org.haat.look.Language;
import org.haat.look.Messages;

/** Where products stand on the marketplaces, as the gate and the marketplaces last said. */
@Singleton
class Places {
    private static final int MOST_REFUSED = 2_000;
    private static final Set<Explain.Stand> BEFORE_PUBLISHING =
            EnumSet.of(Explain.Stand.DRAFT, Explain.Stand.AWAITING_APPROVAL, Explain.Stand.READY_TO_PUBLISH);
    private final Sql sql;
    private final Explain explain;
    private final Messages messages;

    Places(Sql sql, Explain explain, Messages messages) {
        this.sql = sql;
        this.explain = explain;
        this.messages = messages;
    }

    /** Where a product stands on one marketplace, in two words for a list. */
    record Mark(String channel, String stand, String tone) {}

    List<String> refusedSkus() {
        return sql.list(
                "SELECT DISTINCT sku FROM listing_refusal ORDER BY sku LIMIT " + MOST_REFUSED, row -> row.getString(1));
    }

    /** The same stands as on each product's page, but for those that its own state tells already. */
    Map<Product, List<Mark>> marks(List<Product> products, Locale locale) {
        Map<Product, List<Mark>> marks = new HashMap<>();
        products.stream().collect(Collectors.groupingBy(Product::agency)).forEach((agency, own) -> explain.stands(
                        agency, own, locale)
                .forEach((product, stands) -> marks.put(
                        product,
                        stands.stream()
                                .filter(stand -> !BEFORE_PUBLISHING.contains(stand.stand()))
                                .map(stand ->
                                        new Mark(stand.channel(), stand.stand().name(), tone(stand.stand())))
                                .toList())));
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
