package org.haat.channelsync.channel.flipkart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Shelf;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.ShownPrice;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Reads offers back, as Flipkart shows them to their seller. */
final class FlipkartOffers implements ListingReader {
    private final FlipkartClient client;
    private final int batch;

    FlipkartOffers(FlipkartClient client, int batch) {
        this.client = client;
        this.batch = batch;
    }

    @Override
    public List<RemoteListing> read(Account account, List<String> skus) {
        String ours = account.setting("location_id");
        Map<String, Offer> shown = shown(account, skus);
        return skus.stream()
                .map(sku -> {
                    Offer offer = shown.get(sku);
                    return offer == null ? RemoteListing.absent(sku) : listing(sku, offer, ours);
                })
                .toList();
    }

    @Override
    public Map<String, List<String>> sent(Account account, ListingLine line) {
        return OfferTexts.of(line.listing());
    }

    /**
     * The offers that stand, by SKU.
     *
     * @throws ChannelException {@code PROTOCOL} when the answer passes over a SKU, since silence is not absence
     */
    Map<String, Offer> shown(Account account, List<String> skus) {
        return shown(skus, some -> client.details(account, some));
    }

    /** As {@link #shown}, on the way of something begun. */
    Map<String, Offer> shownOnTheWay(Account account, List<String> skus) {
        return shown(skus, some -> client.detailsOnTheWay(account, some));
    }

    private Map<String, Offer> shown(List<String> skus, Function<List<String>, ListingDetails> asking) {
        List<String> wanted = skus.stream().distinct().toList();
        Map<String, Offer> shown = new LinkedHashMap<>();
        for (int from = 0; from < wanted.size(); from += batch) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + batch));
            shown.putAll(checked(some, asking.apply(some)));
        }
        return shown;
    }

    private static Map<String, Offer> checked(List<String> skus, ListingDetails details) {
        Map<String, Offer> available = ChannelJson.required(details.available(), "available");
        for (String sku : skus) {
            Offer offer = available.get(sku);
            if (offer != null) {
                ChannelJson.required(offer.productId(), "available." + sku + ".product_id");
            } else if (!named(sku, details.unavailable()) && !named(sku, details.invalid())) {
                throw new ChannelException(FailureKind.PROTOCOL, "The answer passes over SKU " + sku);
            }
        }
        return available;
    }

    private static boolean named(String sku, @Nullable List<String> skus) {
        return skus != null && skus.stream().anyMatch(sku::equalsIgnoreCase);
    }

    private static RemoteListing listing(String sku, Offer offer, String ourLocation) {
        String status = Objects.requireNonNullElse(offer.listingStatus(), "");
        boolean archived = ListingBlocks.ARCHIVED.equalsIgnoreCase(offer.archivedStatus());
        boolean active = ListingBlocks.ACTIVE.equalsIgnoreCase(status);
        boolean inactive = ListingBlocks.INACTIVE.equalsIgnoreCase(status);
        ShownPrice price = offer.price();
        return new RemoteListing(
                sku,
                true,
                ListingBlocks.isOnSale(offer),
                !active && !inactive && !archived,
                offer.productId(),
                offer.productTitle(),
                price == null ? null : rupees(price.mrp()),
                price == null ? null : rupees(selling(price)),
                quantity(offer.locations(), ourLocation),
                issues(offer, active || inactive, ourLocation),
                OfferTexts.of(offer),
                OtherPlaces.areOpen(offer, ourLocation));
    }

    private static List<ChannelIssue> issues(Offer offer, boolean knownStatus, String ourLocation) {
        List<ChannelIssue> issues = new ArrayList<>();
        if (!knownStatus) {
            String status = String.valueOf(offer.listingStatus());
            issues.add(ChannelIssue.error(status, "Flipkart shows the listing as " + status, "listing_status"));
        }
        int elsewhere = OtherPlaces.pieces(offer, ourLocation);
        if (elsewhere > 0) {
            issues.add(new ChannelIssue(
                    "STOCK_AT_OTHER_LOCATIONS",
                    ChannelIssue.Severity.WARNING,
                    elsewhere + " pieces stand at places of dispatch that this account does not set",
                    "locations"));
        }
        return List.copyOf(issues);
    }

    /** What stands at the account's own place, which is what Haat sets; another place is another account's or nobody's. */
    private static @Nullable Integer quantity(@Nullable List<Shelf> locations, String ourLocation) {
        return locations == null
                ? null
                : (Integer) locations.stream()
                        .filter(shelf -> ourLocation.equals(shelf.id()))
                        .mapToInt(OtherPlaces::count)
                        .sum();
    }

    private static @Nullable Long selling(ShownPrice price) {
        return price.sellingPrice() == null ? price.flipkartSellingPrice() : price.sellingPrice();
    }

    private static @Nullable Money rupees(@Nullable Long whole) {
        return whole == null ? null : Money.inr(Math.multiplyExact(whole, 100L));
    }
}
