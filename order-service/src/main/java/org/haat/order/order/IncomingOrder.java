package org.haat.order.order;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.event.UnreadableEventException;
import org.jspecify.annotations.Nullable;

/** Judges an order from outside before it touches a row: upstream is not trusted. */
final class IncomingOrder {
    private static final int MOST_LINES = 10_000;
    private static final int MOST_PIECES = 1_000_000;

    private IncomingOrder() {}

    static void check(ChannelOrder in) {
        require(isText(in.agency(), 40), "agency is missing");
        require(isText(in.account(), 100), "account is missing");
        require(isText(in.channel(), 100), "channel is missing");
        require(isText(in.remoteOrderId(), 100), "remoteOrderId is missing or longer than 100");
        require(in.status() != null && in.placedAt() != null && in.updatedAt() != null, "status or time is missing");
        require(Era.holds(in.placedAt()) && Era.holds(in.updatedAt()), "a time lies outside this century");
        require(isTime(in.shipAfter()) && isTime(in.shipBy()), "a time to ship lies outside this century");
        require(in.total() != null && in.total().minor() >= 0, "total is missing or negative");
        require(in.total().currency().matches("[A-Z]{3}"), "total.currency is not an ISO 4217 code");
        List<ChannelOrder.Line> lines = in.lines();
        require(lines != null && !lines.isEmpty() && lines.size() <= MOST_LINES, "lines: 1 to " + MOST_LINES);
        Set<String> ids = new HashSet<>();
        for (ChannelOrder.Line line : in.lines()) {
            require(isText(line.remoteLineId(), 100) && ids.add(line.remoteLineId()), "a line id is missing or twice");
            check(line, in.total().currency());
        }
    }

    private static void check(ChannelOrder.Line line, String currency) {
        String where = "line " + line.remoteLineId() + ": ";
        require(isText(line.sku(), 100), where + "sku is missing");
        require(line.quantity() >= 1 && line.quantity() <= MOST_PIECES, where + "quantity is not 1 to " + MOST_PIECES);
        require(
                line.cancelledQuantity() >= 0 && line.cancelledQuantity() <= line.quantity(),
                where + "cancelledQuantity is not 0 to quantity");
        require(line.lineTotal() != null && line.shipping() != null, where + "an amount is missing");
        require(isAmount(line.lineTotal(), currency), where + "lineTotal is negative or of another currency");
        require(isAmount(line.shipping(), currency), where + "shipping is negative or of another currency");
        require(isAmount(line.unitPrice(), currency), where + "unitPrice is negative or of another currency");
        require(isAmount(line.tax(), currency), where + "tax is negative or of another currency");
        require(line.tax() == null || line.tax().minor() <= line.lineTotal().minor(), where + "tax is above lineTotal");
    }

    static void checkSameOwner(Order order, ChannelOrder in) {
        require(
                order.agency().equals(in.agency()) && order.channel.equals(in.channel()),
                "the order is known under another agency or channel");
        require(order.currency.equals(in.total().currency()), "the order is known in another currency");
    }

    private static boolean isText(@Nullable String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0;
    }

    private static boolean isTime(@Nullable Instant time) {
        return time == null || Era.holds(time);
    }

    private static boolean isAmount(@Nullable Money money, String currency) {
        return money == null || (money.minor() >= 0 && currency.equals(money.currency()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnreadableEventException("Not an order that can be kept: " + otherwise, null);
        }
    }
}
