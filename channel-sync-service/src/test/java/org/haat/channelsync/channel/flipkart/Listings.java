package org.haat.channelsync.channel.flipkart;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ListingLine;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Composed listings and accounts for tests. No real seller, product or address. */
record Listings(
        String sku,
        ListingSnapshot.State state,
        long mrpPaise,
        long pricePaise,
        int gstBasisPoints,
        String hsn,
        String titleEn,
        int leadTimeDays) {
    static final String LOCATION = "LOC0f3c9a7be1d2446c8a5b9e7d6c4f2a10";
    static final String FSN = "SHWHANDLOOM00001";

    static Listings stole() {
        return new Listings(
                "SHG-STOLE-IND",
                ListingSnapshot.State.ON_SALE,
                149_900,
                119_900,
                500,
                "62149090",
                "Handwoven Maheshwari stole",
                2);
    }

    Listings sku(String other) {
        return new Listings(other, state, mrpPaise, pricePaise, gstBasisPoints, hsn, titleEn, leadTimeDays);
    }

    Listings state(ListingSnapshot.State other) {
        return new Listings(sku, other, mrpPaise, pricePaise, gstBasisPoints, hsn, titleEn, leadTimeDays);
    }

    Listings prices(long mrp, long price) {
        return new Listings(sku, state, mrp, price, gstBasisPoints, hsn, titleEn, leadTimeDays);
    }

    Listings gst(int basisPoints) {
        return new Listings(sku, state, mrpPaise, pricePaise, basisPoints, hsn, titleEn, leadTimeDays);
    }

    Listings hsn(String other) {
        return new Listings(sku, state, mrpPaise, pricePaise, gstBasisPoints, other, titleEn, leadTimeDays);
    }

    Listings title(String other) {
        return new Listings(sku, state, mrpPaise, pricePaise, gstBasisPoints, hsn, other, leadTimeDays);
    }

    Listings leadTime(int days) {
        return new Listings(sku, state, mrpPaise, pricePaise, gstBasisPoints, hsn, titleEn, days);
    }

    ListingLine line(int quantity, @Nullable String fsn) {
        return new ListingLine(snapshot(), quantity, fsn);
    }

    ListingSnapshot snapshot() {
        ListingSnapshot.Contact maker =
                new ListingSnapshot.Contact("Narmada Weavers SHG", "Ward 4, Maheshwar, MP", "451224", null, null);
        return new ListingSnapshot(
                "mp-srlm",
                sku,
                7,
                state,
                List.of("flipkart"),
                "maheshwari",
                Map.of("en", titleEn, "hi", "महेश्वरी स्टोल"),
                Map.of("en", "A light stole, woven by hand"),
                List.of("Woven by hand"),
                "Narmada",
                Map.of("material", "Cotton"),
                hsn,
                gstBasisPoints,
                null,
                Money.inr(mrpPaise),
                Money.inr(pricePaise),
                new ListingSnapshot.Parcel(320, 30, 22, 4),
                List.of(new ListingSnapshot.Image("https://pictures.example.org/a.jpg", 1200, 1200, "00")),
                new ListingSnapshot.Producer("P01", Map.of("en", "Narmada Weavers"), "SHG", 421, "23", "P01"),
                maker,
                maker,
                "IN",
                leadTimeDays,
                "MADE_TO_ORDER");
    }

    static Account account() {
        return account(Map.of("app_id", "app-1", "app_secret", "secret-1"));
    }

    static Account account(Map<String, String> secrets) {
        return new Account(
                UUID.randomUUID(),
                "mp-srlm",
                Map.of("location_id", LOCATION, "seller_id", "seller-1", "grant", "client_credentials"),
                secrets);
    }
}
