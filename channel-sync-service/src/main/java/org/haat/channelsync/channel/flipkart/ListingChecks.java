package org.haat.channelsync.channel.flipkart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ListingLine;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;

/** What Flipkart would not take, found before it is asked; the promised "validate" call never came. */
final class ListingChecks {
    private ListingChecks() {}

    /** Every fault of a listing at once, empty when it may go. */
    static List<ChannelIssue> of(ListingLine line, String fsn, LocalDate day) {
        ListingSnapshot listing = line.listing();
        List<ChannelIssue> issues = new ArrayList<>(ofFsn(fsn));
        issues.addAll(ofPrices(listing.mrp(), listing.price()));
        need(issues, listing.hsn().matches("\\d{8}"), "HSN_FORMAT", "An HSN has 8 digits", "tax.hsn");
        need(
                issues,
                TaxCodes.code(listing.gstRateBasisPoints(), day).isPresent(),
                "TAX_CODE_UNKNOWN",
                "Flipkart has no tax code for a GST rate of " + percent(listing.gstRateBasisPoints()) + " on " + day,
                "tax.tax_code");
        need(
                issues,
                ProcurementTypes.code(listing.procurement()).isPresent(),
                "PROCUREMENT_UNKNOWN",
                "Flipkart has no procurement type for " + listing.procurement(),
                "fulfillment.procurement_type");
        need(
                issues,
                listing.countryOfOrigin().matches("[A-Z]{2}"),
                "COUNTRY_FORMAT",
                "The country of origin is a code of two letters",
                "address_label.countries_of_origin");
        ofParcel(issues, listing.parcel());
        issues.addAll(ofQuantity(line.quantity()));
        return issues;
    }

    static List<ChannelIssue> ofFsn(String fsn) {
        List<ChannelIssue> issues = new ArrayList<>();
        need(issues, Fsn.looksRight(fsn), "FSN_FORMAT", "An FSN has 13 to 16 letters and digits", "product_id");
        return issues;
    }

    static List<ChannelIssue> ofQuantity(int quantity) {
        List<ChannelIssue> issues = new ArrayList<>();
        need(issues, quantity >= 0, "QUANTITY_NEGATIVE", "Stock cannot be below zero", "locations.inventory");
        return issues;
    }

    static List<ChannelIssue> ofPrices(Money mrp, Money price) {
        List<ChannelIssue> issues = new ArrayList<>();
        ofAmount(issues, mrp, "price.mrp");
        ofAmount(issues, price, "price.selling_price");
        need(
                issues,
                price.minor() <= mrp.minor(),
                "PRICE_ABOVE_MRP",
                "The selling price is above the maximum retail price",
                "price.selling_price");
        return issues;
    }

    private static void ofAmount(List<ChannelIssue> issues, Money money, String field) {
        need(issues, money.currency().equals("INR"), "CURRENCY", "Flipkart sells in INR only", field);
        need(
                issues,
                money.minor() % 100 == 0,
                "PRICE_NOT_WHOLE_RUPEES",
                "Flipkart takes whole rupees; " + rupees(money) + " has paise",
                field);
        need(
                issues,
                money.minor() >= 100 && money.minor() / 100 <= Integer.MAX_VALUE,
                "PRICE_OUT_OF_RANGE",
                "A price is at least 1 rupee and at most " + Integer.MAX_VALUE,
                field);
    }

    private static void ofParcel(List<ChannelIssue> issues, ListingSnapshot.Parcel parcel) {
        boolean sized = parcel.lengthCm() > 0 && parcel.widthCm() > 0 && parcel.heightCm() > 0;
        need(
                issues,
                sized && parcel.weightGrams() > 0,
                "PARCEL_MISSING",
                "The parcel needs weight, length, width and height above zero",
                "packages");
    }

    private static void need(List<ChannelIssue> issues, boolean good, String code, String message, String field) {
        if (!good) {
            issues.add(ChannelIssue.error(code, message, field));
        }
    }

    private static String rupees(Money money) {
        return java.math.BigDecimal.valueOf(money.minor(), 2).toPlainString();
    }

    private static String percent(int basisPoints) {
        return java.math.BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
