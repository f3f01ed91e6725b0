package org.haat.channelsync.channel.flipkart;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.flipkart.wire.PackRequest.Dimensions;

/**
 * What an account gives for packing where a listing no longer does, so that a shipment in hand can still leave.
 *
 * @param taxRate from {@code pack_tax_rate}, percent
 * @param parcel from {@code pack_parcel}, {@code length x breadth x height} in centimetres and grams: {@code 30x22x4x320}
 */
record PackDefaults(Optional<BigDecimal> taxRate, Optional<Dimensions> parcel) {
    static final String RATE_KEY = "pack_tax_rate";
    static final String PARCEL_KEY = "pack_parcel";
    private static final Pattern RATE = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?");
    private static final Pattern PARCEL =
            Pattern.compile("([1-9]\\d{0,2})x([1-9]\\d{0,2})x([1-9]\\d{0,2})x([1-9]\\d{0,5})");

    static PackDefaults of(Account account) {
        String rate = account.settings().getOrDefault(RATE_KEY, "").strip();
        Matcher parcel =
                PARCEL.matcher(account.settings().getOrDefault(PARCEL_KEY, "").strip());
        return new PackDefaults(
                rateLooksRight(rate) ? Optional.of(new BigDecimal(rate)) : Optional.empty(),
                parcel.matches() ? Optional.of(dimensions(parcel)) : Optional.empty());
    }

    static boolean rateLooksRight(String text) {
        return RATE.matcher(text).matches();
    }

    static boolean parcelLooksRight(String text) {
        return PARCEL.matcher(text).matches();
    }

    private static Dimensions dimensions(Matcher parcel) {
        return new Dimensions(
                new BigDecimal(parcel.group(1)),
                new BigDecimal(parcel.group(2)),
                new BigDecimal(parcel.group(3)),
                ListingBlocks.kilograms(Integer.parseInt(parcel.group(4))));
    }
}
