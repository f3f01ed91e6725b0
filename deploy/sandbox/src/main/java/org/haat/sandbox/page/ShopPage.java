package org.haat.sandbox.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.market.Marketplace.ListingTruth;
import org.haat.sandbox.market.Offer;
import org.haat.sandbox.market.Offers;

/** What a marketplace shows a buyer now: cards with picture, title, price and stock; and what it does not show yet. */
final class ShopPage {
    private static final int CARDS = 24;
    private static final int WAITING = 40;

    private final Offers offers;
    private final Prices prices;

    ShopPage(Offers offers, Prices prices) {
        this.offers = offers;
        this.prices = prices;
    }

    Answer show(Marketplace marketplace, Call call) {
        String words = call.query("q").orElse("").toLowerCase(Locale.ROOT);
        int page = call.query("page")
                .filter(p -> p.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(1);
        List<Offer> all = offers.all().stream()
                .filter(o -> o.partner().equals(marketplace.partner()) && o.onSale())
                .filter(o ->
                        (o.title() + " " + o.sku()).toLowerCase(Locale.ROOT).contains(words))
                .sorted(Comparator.comparing(Offer::since).reversed().thenComparing(Offer::sku))
                .toList();
        StringBuilder body = new StringBuilder(said(call)).append(search(words, all.size()));
        body.append("<ul class=\"cards\">");
        all.stream().skip((long) (Math.max(1, page) - 1) * CARDS).limit(CARDS).forEach(o -> body.append(card(o)));
        body.append("</ul>").append(pages(marketplace.partner(), words, page, all.size()));
        body.append(waiting(marketplace));
        String title = marketplace.partner().equals("flipkart") ? "Flipkart stand-in" : "Amazon stand-in";
        return Html.page("/sandbox/" + marketplace.partner(), title, body.toString());
    }

    static String said(Call call) {
        return call.query("said")
                .map(s -> "<p class=\"said\" role=\"status\">" + Html.text(s) + "</p>")
                .orElse("");
    }

    private static String search(String words, int found) {
        return """
                <form class="search" method="get"><label for="q">Find by title or SKU</label>
                <input id="q" name="q" type="search" value="%s"><button>Find</button></form>
                <p>%d on sale</p>""".formatted(Html.text(words), found);
    }

    private String card(Offer o) {
        String picture = o.imageUrl() == null ? "" : Html.smallPictureLink(o.imageUrl());
        String shown = picture.isEmpty()
                ? "<span class=\"picture none\">No picture</span>"
                : "<img class=\"picture\" loading=\"lazy\" alt=\"\" src=\"" + picture + "\">";
        return """
                <li class="card">%s<h2>%s</h2><p class="price">%s</p><p class="stock %s">%s</p>
                <p class="small">%s · %s · %s</p>%s</li>""".formatted(
                        shown,
                        Html.text(o.title()),
                        price(o),
                        o.stock() == 0 ? "out" : "in",
                        stock(o.stock()),
                        Html.text(o.sku()),
                        Html.text(o.productId()),
                        Html.text(o.account()),
                        o.stock() == 0 ? "" : buy(o));
    }

    private String price(Offer o) {
        String price = "<strong>" + prices.text(o.partner(), o.account(), o.pricePaise()) + "</strong>";
        Long mrp = o.mrpPaise();
        if (mrp == null || mrp <= o.pricePaise()) {
            return price;
        }
        return price + " <s><span class=\"hidden\">MRP </span>" + Rupees.text(mrp) + "</s> "
                + (mrp - o.pricePaise()) * 100 / mrp + "% off";
    }

    private static String stock(int units) {
        if (units == 0) {
            return "Currently unavailable";
        }
        return units <= 5 ? "Only " + units + " left in stock" : "In stock (" + units + ")";
    }

    private static String buy(Offer o) {
        return """
                <form method="post" action="/sandbox/buy"><input type="hidden" name="partner" value="%s">
                <input type="hidden" name="account" value="%s"><input type="hidden" name="sku" value="%s">
                <button>Buy one<span class="hidden"> %s</span></button></form>""".formatted(o.partner(), Html.text(o.account()), Html.text(o.sku()), Html.text(o.title()));
    }

    private static String pages(String partner, String words, int page, int found) {
        int last = (found + CARDS - 1) / CARDS;
        if (last <= 1) {
            return "";
        }
        String link = "/sandbox/" + partner + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&amp;page=";
        return "<p class=\"pages\">"
                + (page > 1 ? "<a rel=\"prev\" href=\"" + link + (page - 1) + "\">Earlier</a> " : "")
                + "Page " + page + " of " + last
                + (page < last ? " <a rel=\"next\" href=\"" + link + (page + 1) + "\">More</a>" : "") + "</p>";
    }

    private static String waiting(Marketplace marketplace) {
        List<ListingTruth> waiting =
                marketplace.listings().stream().filter(l -> !l.live()).toList();
        if (waiting.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder("<h2>Sent by sellers, not shown to buyers (" + waiting.size()
                + ")</h2><div class=\"scroll\"><table><tr><th>SKU</th><th>Seller</th><th>State</th><th>Why</th></tr>");
        waiting.stream().limit(WAITING).forEach(l -> rows.append("<tr><td>")
                .append(Html.text(l.sku()))
                .append("</td><td>")
                .append(Html.text(l.account()))
                .append("</td><td>")
                .append(Html.text(l.state()))
                .append("</td><td>")
                .append(Html.text(l.issues().isEmpty() ? "being looked at" : String.join("; ", l.issues())))
                .append("</td></tr>"));
        return rows.append("</table></div>").toString();
    }
}
