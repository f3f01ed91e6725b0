package org.haat.channelsync.channel.amazon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.amazon.wire.Issue;
import org.haat.channelsync.channel.amazon.wire.ItemSearch.Availability;
import org.haat.channelsync.channel.amazon.wire.ItemSearch.Item;
import org.haat.channelsync.channel.amazon.wire.ItemSearch.Offer;
import org.haat.channelsync.channel.amazon.wire.ItemSearch.Summary;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Reads listings back, twenty SKUs a call; one that holds a comma by a call of its own. */
final class AmazonReadings {
    static final int BATCH = 20;
    private static final Set<String> HIDING = Set.of("LISTING_SUPPRESSED", "SEARCH_SUPPRESSED", "CATALOG_ITEM_REMOVED");
    private final AmazonClient client;

    AmazonReadings(AmazonClient client) {
        this.client = client;
    }

    List<RemoteListing> read(Account account, List<String> skus) {
        Map<String, RemoteListing> found = new HashMap<>();
        Map<Boolean, List<String>> distinct =
                skus.stream().distinct().collect(Collectors.partitioningBy(AmazonReadings::goesAlone));
        for (List<String> batch : batches(distinct.getOrDefault(false, List.of()))) {
            List<Item> items =
                    ChannelJson.required(client.searchListings(account, batch).items(), "items");
            items.forEach(item -> {
                RemoteListing listing = listing(account, item);
                found.put(listing.sku(), listing);
            });
        }
        for (String sku : distinct.getOrDefault(true, List.of())) {
            client.listing(account, sku).ifPresent(item -> found.put(sku, listing(account, item)));
        }
        List<RemoteListing> inOrder = new ArrayList<>();
        skus.forEach(sku -> inOrder.add(found.getOrDefault(sku, RemoteListing.absent(sku))));
        return List.copyOf(inOrder);
    }

    /** A search joins its SKUs by commas, so that Amazon would look for the pieces of this one. */
    private static boolean goesAlone(String sku) {
        return sku.contains(",");
    }

    private static List<List<String>> batches(List<String> skus) {
        return IntStream.range(0, (skus.size() + BATCH - 1) / BATCH)
                .mapToObj(n -> skus.subList(n * BATCH, Math.min(skus.size(), (n + 1) * BATCH)))
                .toList();
    }

    static RemoteListing listing(Account account, Item item) {
        String store = account.setting("marketplace_id");
        String sku = ChannelJson.required(item.sku(), "items.sku");
        Optional<Summary> summary = stream(item.summaries())
                .filter(each -> store.equals(each.marketplaceId()))
                .findFirst();
        Integer quantity = quantity(item.fulfillmentAvailability());
        List<ChannelIssue> issues = new ArrayList<>(Submissions.issues(item.issues()));
        Money price = price(item.offers(), store, issues);
        boolean suppressed = stream(item.issues()).anyMatch(AmazonReadings::hides);
        return new RemoteListing(
                sku,
                true,
                !suppressed && live(summary, quantity),
                suppressed,
                summary.map(Summary::asin).orElse(null),
                summary.map(Summary::itemName).orElse(null),
                null,
                price,
                quantity,
                List.copyOf(issues),
                SentTexts.of(item.attributes(), store));
    }

    /** Buyable, or shown and only sold out: stock does not count here. */
    private static boolean live(Optional<Summary> summary, @Nullable Integer quantity) {
        List<String> status = summary.map(Summary::status).orElse(List.of());
        boolean soldOut = quantity != null && quantity == 0;
        return status.contains("BUYABLE") || (status.contains("DISCOVERABLE") && soldOut);
    }

    private static boolean hides(Issue issue) {
        Issue.Enforcements enforcements = issue.enforcements();
        return enforcements != null
                && stream(enforcements.actions())
                        .anyMatch(action -> action.action() != null && HIDING.contains(action.action()));
    }

    private static @Nullable Integer quantity(@Nullable List<Availability> availability) {
        return stream(availability)
                .filter(each -> "DEFAULT".equals(each.fulfillmentChannelCode()))
                .findFirst()
                .map(Availability::quantity)
                .orElse(null);
    }

    /** What is no price is told of this listing, and takes no other of the answer with it. */
    private static @Nullable Money price(@Nullable List<Offer> offers, String store, List<ChannelIssue> issues) {
        try {
            return stream(offers)
                    .filter(offer -> store.equals(offer.marketplaceId()) && "B2C".equals(offer.offerType()))
                    .flatMap(offer -> Stream.ofNullable(offer.price()))
                    .findFirst()
                    .map(price -> ExactMoney.exact(price, "offers.price"))
                    .orElse(null);
        } catch (ChannelException e) {
            issues.add(new ChannelIssue(
                    e.kind().name(), ChannelIssue.Severity.WARNING, String.valueOf(e.getMessage()), "offers"));
            return null;
        }
    }

    private static <T> Stream<T> stream(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
