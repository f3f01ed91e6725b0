package org.haat.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;

/** Makes orders as channel-sync-service tells of them. */
public final class OrderFixture {
    public static final String AGENCY = "wb-prd";
    private final String agency;
    private final List<ChannelOrder.Line> lines = new ArrayList<>();
    private final String account = UUID.randomUUID().toString();
    private final String remoteOrderId = "408-" + UUID.randomUUID().toString().substring(0, 13);
    private String channel = "amazon-in";
    private long version = 1;
    private Status status = Status.UNSHIPPED;
    private Instant shipAfter;
    private Instant shipBy;
    private boolean onHold;
    private boolean fulfilledByChannel;
    private long extraPaise;
    private String currency = "INR";
    private ChannelOrder.SealedBuyer buyer;
    private ChannelOrder.Cancellation cancellation;

    private OrderFixture(String agency) {
        this.agency = agency;
    }

    public static OrderFixture anOrder() {
        return new OrderFixture(AGENCY);
    }

    public static OrderFixture anOrderOf(String agency) {
        return new OrderFixture(agency);
    }

    public OrderFixture channel(String value) {
        channel = value;
        return this;
    }

    /** Of the lines that follow. */
    public OrderFixture currency(String value) {
        currency = value;
        return this;
    }

    public OrderFixture version(long value) {
        version = value;
        return this;
    }

    public OrderFixture status(Status value) {
        status = value;
        return this;
    }

    public OrderFixture shipAfter(Instant value) {
        shipAfter = value;
        return this;
    }

    public OrderFixture shipBy(Instant value) {
        shipBy = value;
        return this;
    }

    public OrderFixture onHold(boolean value) {
        onHold = value;
        return this;
    }

    public OrderFixture fulfilledByChannel() {
        fulfilledByChannel = true;
        return this;
    }

    public OrderFixture totalTooHighBy(long paise) {
        extraPaise = paise;
        return this;
    }

    /** The channel shows the whole order as cancelled, and says who did it. */
    public OrderFixture cancelled(ChannelOrder.Canceller by, Instant at, String reason) {
        cancellation = new ChannelOrder.Cancellation(by, at, reason);
        return status(Status.CANCELLED);
    }

    public OrderFixture buyer(ChannelOrder.SealedBuyer value) {
        buyer = value;
        return this;
    }

    public OrderFixture line(String sku, int quantity) {
        return line(sku, quantity, 0);
    }

    public OrderFixture line(String sku, int quantity, int cancelled) {
        return line(String.valueOf(lines.size() + 1), sku, quantity, cancelled, false);
    }

    public OrderFixture line(String id, String sku, int quantity, int cancelled, boolean buyerWantsToCancel) {
        lines.add(new ChannelOrder.Line(
                id,
                sku,
                null,
                quantity,
                cancelled,
                new Money(99_900, currency),
                new Money(99_900, currency).times(quantity),
                null,
                new Money(0, currency),
                buyerWantsToCancel));
        return this;
    }

    public OrderFixture withoutLines() {
        lines.clear();
        return this;
    }

    public String account() {
        return account;
    }

    public String remoteOrderId() {
        return remoteOrderId;
    }

    public ChannelOrder build() {
        Instant placed = Instant.parse("2026-11-20T06:30:00Z");
        Money total =
                lines.stream().map(ChannelOrder.Line::lineTotal).reduce(new Money(extraPaise, currency), Money::plus);
        return new ChannelOrder(
                agency,
                account,
                channel,
                remoteOrderId,
                null,
                version,
                status,
                placed,
                placed.plusSeconds(version),
                shipAfter,
                shipBy == null ? placed.plusSeconds(3 * 86_400) : shipBy,
                onHold,
                lines.stream().map(this::withCancellation).toList(),
                total,
                "WB",
                "700001",
                buyer,
                fulfilledByChannel);
    }

    private ChannelOrder.Line withCancellation(ChannelOrder.Line line) {
        return cancellation == null
                ? line
                : new ChannelOrder.Line(
                        line.remoteLineId(),
                        line.sku(),
                        line.title(),
                        line.quantity(),
                        line.quantity(),
                        line.unitPrice(),
                        line.lineTotal(),
                        line.tax(),
                        line.shipping(),
                        line.buyerCancelRequested(),
                        cancellation);
    }
}
