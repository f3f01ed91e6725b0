package org.haat.sandbox.market;

import java.time.Instant;
import java.util.List;

/** What a buyer bought, as it was agreed; never changed afterwards. */
public record Sale(
        String partner,
        String account,
        String orderId,
        Instant placed,
        boolean cashOnDelivery,
        Buyer buyer,
        List<Line> lines) {

    /**
     * @param itemId the marketplace's id of the line
     * @param unitPricePaise what the buyer pays for one, all taxes included
     */
    public record Line(String itemId, String sku, String productId, String title, int quantity, long unitPricePaise) {
        public long totalPaise() {
            return Math.multiplyExact(unitPricePaise, (long) quantity);
        }
    }

    /** A made-up person with a made-up address. */
    public record Buyer(
            String firstName,
            String lastName,
            String phone,
            String email,
            String line1,
            String line2,
            String landmark,
            String city,
            String state,
            String stateCode,
            String pin) {
        public String name() {
            return firstName + " " + lastName;
        }
    }

    public long totalPaise() {
        return lines.stream().mapToLong(Line::totalPaise).sum();
    }
}
