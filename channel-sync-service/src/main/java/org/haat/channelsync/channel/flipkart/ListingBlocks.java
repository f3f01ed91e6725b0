package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.AddressLabel;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Fulfillment;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Location;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Pack;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Price;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Tax;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Shelf;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.ShownPrice;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Builds the blocks that are sent. Pure: what is checked in {@link ListingChecks} is taken as right here. */
final class ListingBlocks {
    static final String ACTIVE = "ACTIVE";
    static final String INACTIVE = "INACTIVE";
    static final String ARCHIVED = "ARCHIVED";
    static final String NOT_ARCHIVED = "NONE";
    static final String DISABLED = "DISABLED";
    private static final String ENABLED = "ENABLED";
    private static final int MOST_LABELS = 5;

    private ListingBlocks() {}

    /**
     * A new offer. A paused one stays ACTIVE with nothing to sell: pausing and going on are stock calls, and none of them would
     * put an inactive offer on sale again.
     */
    static ListingBlock fresh(ListingSnapshot listing, int quantity, String fsn, Place place, LocalDate day) {
        boolean onSale = listing.state() == ListingSnapshot.State.ON_SALE;
        return new ListingBlock(
                fsn,
                price(listing.mrp(), listing.price()),
                new Tax(
                        listing.hsn(),
                        TaxCodes.code(listing.gstRateBasisPoints(), day).orElse(null)),
                ACTIVE,
                null,
                "NON_FBF",
                fulfillment(listing, place.dispatchSla()),
                List.of(pack(listing.parcel())),
                List.of(new Location(place.locationId(), ENABLED, onSale ? quantity : 0)),
                label(listing),
                null,
                null);
    }

    /**
     * The same offer over one that stands: an update wipes what it leaves out, so what Haat does not own is sent back as it
     * was shown (shipping fees, dates, other places' stock, importer, region).
     */
    static ListingBlock over(ListingBlock fresh, Offer shown) {
        return new ListingBlock(
                fresh.productId(),
                fresh.price(),
                fresh.tax(),
                fresh.listingStatus(),
                shown.shippingFees(),
                fresh.fulfillmentProfile(),
                keepRegion(fresh.fulfillment(), shown.fulfillment()),
                keepId(fresh.packages(), shown.packages()),
                keepOthers(fresh.locations(), shown.locations()),
                keepImporter(fresh.addressLabel(), shown.addressLabel()),
                shown.datingLabel(),
                NOT_ARCHIVED);
    }

    /** An offer taken down: as it is shown, but inactive, archived and without stock anywhere. */
    static ListingBlock retired(ListingBlock fresh, Offer shown) {
        ListingBlock kept = over(fresh, shown);
        return retired(new ListingBlock(
                Objects.requireNonNullElse(shown.productId(), kept.productId()),
                shownPrice(shown.price(), kept.price()),
                Objects.requireNonNullElse(shown.tax(), kept.tax()),
                INACTIVE,
                kept.shippingFees(),
                kept.fulfillmentProfile(),
                kept.fulfillment(),
                kept.packages(),
                kept.locations(),
                kept.addressLabel(),
                kept.datingLabel(),
                ARCHIVED));
    }

    /** An offer taken down that is not shown. */
    static ListingBlock retired(ListingBlock block) {
        return new ListingBlock(
                block.productId(),
                block.price(),
                block.tax(),
                INACTIVE,
                block.shippingFees(),
                block.fulfillmentProfile(),
                block.fulfillment(),
                block.packages(),
                empty(block.locations()),
                block.addressLabel(),
                block.datingLabel(),
                ARCHIVED);
    }

    static boolean isOnSale(Offer shown) {
        return ACTIVE.equalsIgnoreCase(shown.listingStatus()) && !ARCHIVED.equalsIgnoreCase(shown.archivedStatus());
    }

    private static List<Location> empty(List<Location> places) {
        return places.stream()
                .map(place -> new Location(place.id(), place.status(), 0))
                .toList();
    }

    /** Rupees, exact because checked. */
    static Price price(Money mrp, Money price) {
        return new Price(mrp.minor() / 100, price.minor() / 100, "INR");
    }

    private static Price shownPrice(@Nullable ShownPrice shown, Price other) {
        if (shown == null || shown.mrp() == null) {
            return other;
        }
        Long selling = shown.sellingPrice() != null ? shown.sellingPrice() : shown.flipkartSellingPrice();
        return selling == null ? other : new Price(shown.mrp(), selling, "INR");
    }

    static Fulfillment fulfillment(ListingSnapshot listing, int usualDays) {
        int days = listing.leadTimeDays() >= 1 ? listing.leadTimeDays() : usualDays;
        String procurement = ProcurementTypes.code(listing.procurement()).orElse(null);
        return new Fulfillment(days, "FLIPKART", procurement, null);
    }

    static Pack pack(ListingSnapshot.Parcel parcel) {
        ObjectNode handling = JsonNodeFactory.instance.objectNode().put("fragile", false);
        ListingBlock.Dimensions size = new ListingBlock.Dimensions(
                BigDecimal.valueOf(parcel.lengthCm()),
                BigDecimal.valueOf(parcel.widthCm()),
                BigDecimal.valueOf(parcel.heightCm()));
        return new Pack(null, "default", size, kilograms(parcel.weightGrams()), handling, null);
    }

    static BigDecimal kilograms(int grams) {
        return BigDecimal.valueOf(grams, 3);
    }

    static AddressLabel label(ListingSnapshot listing) {
        return new AddressLabel(
                List.of(contact(listing.manufacturer())),
                List.of(contact(listing.packer())),
                null,
                List.of(listing.countryOfOrigin()));
    }

    private static String contact(ListingSnapshot.Contact contact) {
        return contact.name() + ", " + contact.address() + " " + contact.pin();
    }

    private static @Nullable Fulfillment keepRegion(@Nullable Fulfillment fresh, @Nullable Fulfillment shown) {
        if (fresh == null || shown == null || shown.regionRestriction() == null) {
            return fresh;
        }
        return new Fulfillment(
                fresh.dispatchSla(), fresh.shippingProvider(), fresh.procurementType(), shown.regionRestriction());
    }

    private static List<Pack> keepId(List<Pack> fresh, @Nullable List<Pack> shown) {
        if (shown == null || shown.size() != 1) {
            return fresh;
        }
        Pack ours = fresh.get(0);
        Pack theirs = shown.get(0);
        return List.of(new Pack(
                theirs.id(),
                ours.name(),
                ours.dimensions(),
                ours.weight(),
                theirs.handling() == null ? ours.handling() : theirs.handling(),
                theirs.notionalValue()));
    }

    private static List<Location> keepOthers(List<Location> fresh, @Nullable List<Shelf> shown) {
        List<Location> all = new ArrayList<>(fresh);
        String ours = fresh.get(0).id();
        for (Shelf shelf : shown == null ? List.<Shelf>of() : shown) {
            if (shelf.id() != null && !shelf.id().equals(ours)) {
                String status = shelf.status() == null ? ENABLED : shelf.status();
                all.add(new Location(shelf.id(), status, shelf.inventory()));
            }
        }
        return List.copyOf(all);
    }

    private static @Nullable AddressLabel keepImporter(@Nullable AddressLabel fresh, @Nullable AddressLabel shown) {
        if (fresh == null || shown == null || shown.importerDetails() == null) {
            return fresh;
        }
        List<String> importer = shown.importerDetails();
        return new AddressLabel(
                fresh.manufacturerDetails(),
                fresh.packerDetails(),
                importer.subList(0, Math.min(MOST_LABELS, importer.size())),
                fresh.countriesOfOrigin());
    }

    /**
     * What the account says of dispatch.
     *
     * @param dispatchSla days, for listings that name none
     */
    record Place(String locationId, int dispatchSla) {}
}
