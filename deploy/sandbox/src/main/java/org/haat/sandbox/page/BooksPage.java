package org.haat.sandbox.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.haat.sandbox.calllog.CallEntry;
import org.haat.sandbox.calllog.CallLog;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.market.Canceller;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.market.Marketplace.OrderTruth;

/** The marketplaces' books for a trainee: the newest orders and the newest calls. */
final class BooksPage {
    private static final int ROWS = 60;
    private static final Set<String> MAY_BE_CANCELLED = Set.of(
            "PENDING", "UNSHIPPED", "APPROVED", "PACKING_IN_PROGRESS", "FORM_FAILED", "PACKED", "READY_TO_DISPATCH");
    private static final DateTimeFormatter IST =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.of("Asia/Kolkata"));

    private final Prices prices;
    private final List<Marketplace> marketplaces;
    private final CallLog log;

    BooksPage(List<Marketplace> marketplaces, CallLog log, Prices prices) {
        this.prices = prices;
        this.marketplaces = marketplaces;
        this.log = log;
    }

    private static String time(Instant instant) {
        return IST.format(instant);
    }

    Answer orders(Call call) {
        List<OrderTruth> all = marketplaces.stream()
                .flatMap(m -> m.orders().stream())
                .sorted(Comparator.comparing((OrderTruth o) -> o.sale().placed())
                        .reversed())
                .toList();
        StringBuilder body = new StringBuilder(ShopPage.said(call))
                .append("<p>")
                .append(all.size())
                .append(" orders; the newest ")
                .append(Math.min(ROWS, all.size()))
                .append(". Times are Indian.</p><div class=\"scroll\"><table><tr><th>Placed</th><th>Marketplace</th>")
                .append(
                        "<th>Order</th><th>Goods</th><th class=\"n\">Total</th><th>State</th><th>To</th><th></th></tr>");
        all.stream().limit(ROWS).forEach(o -> body.append(row(o)));
        return Html.page(
                "/sandbox/orders", "Orders", body.append("</table></div>").toString());
    }

    private String row(OrderTruth o) {
        String goods = o.sale().lines().stream()
                .map(l -> l.quantity() + " × " + l.title())
                .collect(Collectors.joining(", "));
        return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        time(o.sale().placed()),
                        Html.text(o.sale().partner()),
                        Html.text(o.sale().orderId()),
                        Html.text(goods),
                        prices.text(
                                o.sale().partner(), o.sale().account(), o.sale().totalPaise()),
                        Html.text(o.state()),
                        Html.text(o.sale().buyer().city() + ", "
                                + o.sale().buyer().state()),
                        button(o));
    }

    private static String button(OrderTruth o) {
        String id = o.shipmentId() == null ? o.sale().orderId() : o.shipmentId();
        if (MAY_BE_CANCELLED.contains(o.state())) {
            return cancelForm(id);
        }
        // Flipkart's buyers may send back what was delivered
        return o.shipmentId() == null || !o.state().equals("DELIVERED")
                ? ""
                : "<form method=\"post\" action=\"/sandbox/return\"><input type=\"hidden\" name=\"account\" value=\"%s\">"
                                .formatted(Html.text(o.sale().account()))
                        + "<input type=\"hidden\" name=\"shipment\" value=\"%s\"><button>Send back</button></form>"
                                .formatted(Html.text(o.shipmentId()));
    }

    /** The marketplace itself says whether it is too late for the one who cancels. */
    private static String cancelForm(String id) {
        String options = Arrays.stream(Canceller.values())
                .map(by -> "<option value=\"%s\">by the %s</option>".formatted(by.word(), by.word()))
                .collect(Collectors.joining());
        return "<form method=\"post\" action=\"/sandbox/cancel\"><input type=\"hidden\" name=\"order\" value=\"%s\">"
                        .formatted(Html.text(id))
                + "<select name=\"by\" aria-label=\"Who cancels\">" + options
                + "</select><button>Cancel</button></form>";
    }

    Answer calls(Call call) {
        List<CallEntry> recent = log.recent();
        StringBuilder body = new StringBuilder(
                        "<p>The newest calls that sellers' programs made. The whole log is the file ")
                .append("<code>calls.jsonl</code> in the sandbox's data directory.</p><div class=\"scroll\"><table>")
                .append(
                        "<tr><th>Time</th><th>Marketplace</th><th>Seller</th><th>Call</th><th class=\"n\">Status</th></tr>");
        for (int i = recent.size() - 1; i >= Math.max(0, recent.size() - ROWS); i--) {
            CallEntry e = recent.get(i);
            body.append(
                    "<tr class=\"%s\"><td>%s</td><td>%s</td><td>%s</td><td class=\"path\">%s %s</td><td class=\"n\">%s</td></tr>"
                            .formatted(
                                    e.status() >= 400 || e.status() == 0 ? "bad" : "good",
                                    time(e.time()),
                                    Html.text(e.partner()),
                                    Html.text(e.account() == null ? "–" : e.account()),
                                    Html.text(e.method()),
                                    Html.text(e.path()),
                                    e.status() == 0 ? "none" : e.status()));
        }
        return Html.page(
                "/sandbox/calls", "Calls", body.append("</table></div>").toString());
    }
}
