package org.haat.order.order;

/** Something about an order that a person must act on: who, and what to do. */
public enum Attention {
    UNKNOWN_SKU(
            "agency",
            "A line names a SKU that the catalogue has not published.",
            "Publish the product under this SKU, or cancel the line. The order goes on by itself once the SKU is known."),
    SHORT_STOCK(
            "producer",
            "The stock had run out when the order came.",
            "Find the goods, book them in the catalogue and ask for the reservation again, or cancel the line."),
    BUYER_WANTS_TO_CANCEL(
            "agency", "The buyer asked to cancel.", "Cancel the order if it has not left; otherwise tell the channel."),
    CANCEL_ON_CHANNEL(
            "operations",
            "We cancelled, and the channel does not show it yet.",
            "Flipkart is told by itself and shows it within minutes. Amazon takes it only in Seller Central: cancel the order"
                    + " there. This goes away when the channel shows it."),
    CANCELLED_UNDER_WAY(
            "agency",
            "It was cancelled on the channel after it had left; nobody pays for it.",
            "Stop the parcel or have the carrier bring it back, then say at the order how many pieces can be sold again;"
                    + " stock comes back only then."),
    SHIPMENT_REFUSED(
            "operations",
            "The channel refused the shipment that we told it of.",
            "Read the channel's words at the shipment, correct carrier or tracking number and send it again."),
    DISPATCH_SOON(
            "agency",
            "The latest hand-over that the channel allows is near.",
            "Pack it now, print its label and hand it over. Missed hand-overs count against the account."),
    DISPATCH_OVERDUE(
            "agency",
            "The latest hand-over that the channel allows has passed.",
            "Hand it over at once, or cancel it if it cannot leave: the channel may cancel it and count it against the account."),
    RETURN_TO_RECEIVE(
            "agency",
            "The channel shows goods of this order as back.",
            "Open the parcel and say at the order how many pieces can be sold again; stock comes back only then."),
    SHIPPED_WITHOUT_STOCK(
            "agency",
            "The channel shows goods as shipped for which no stock was held.",
            "Count the stock of these SKUs and correct it in the catalogue."),
    TOTAL_DIFFERS(
            "operations",
            "The total is not the sum of the lines.",
            "Compare the order on the marketplace's page; discounts and fees of the channel can explain it."),
    CHANNEL_DISAGREES(
            "operations",
            "The channel shows the order in a state that ours cannot reach.",
            "Look at the order on the marketplace's page and settle it by hand.");

    private final String owner;
    private final String message;
    private final String remedy;

    Attention(String owner, String message, String remedy) {
        this.owner = owner;
        this.message = message;
        this.remedy = remedy;
    }

    /** Who acts: {@code agency}, {@code producer} or {@code operations}. */
    public String owner() {
        return owner;
    }

    public String message() {
        return message;
    }

    public String remedy() {
        return remedy;
    }
}
