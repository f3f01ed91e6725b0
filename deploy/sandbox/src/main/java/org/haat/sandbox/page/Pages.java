package org.haat.sandbox.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.calllog.CallLog;
import org.haat.sandbox.control.Control;
import org.haat.sandbox.flipkart.Comebacks;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.market.Canceller;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.market.Sale;
import org.haat.sandbox.market.Shoppers;

/** The pages under {@code /sandbox/}: plain HTML, no script, each form answered by a redirect. */
public final class Pages {
    private final byte[] style = style();
    private final Shoppers shoppers;
    private final Prices prices;
    private final SwitchesPage switches;
    private final Comebacks comebacks;
    private final List<Marketplace> marketplaces;

    public Pages(
            Ground ground,
            List<Marketplace> marketplaces,
            Shoppers shoppers,
            CallLog log,
            Comebacks comebacks,
            Routes<Control> routes) {
        this.shoppers = shoppers;
        this.prices = new Prices(ground.accounts());
        this.comebacks = comebacks;
        this.marketplaces = marketplaces;
        this.switches = new SwitchesPage(ground.unkindness(), ground.accounts(), ground.pace());
        showing(new ShopPage(ground.offers(), prices), new BooksPage(marketplaces, log, prices), marketplaces, routes);
        routes.on("POST", "/sandbox/buy", "page", this::buy);
        routes.on("POST", "/sandbox/return", "page", this::sendBack);
        routes.on("POST", "/sandbox/cancel", "page", this::cancel);
        routes.on("POST", "/sandbox/switch-on", "page", call -> back("/sandbox/switches", switches.on(form(call))));
        routes.on("POST", "/sandbox/switch-off", "page", call -> back("/sandbox/switches", switches.off(form(call))));
    }

    private void showing(ShopPage shop, BooksPage books, List<Marketplace> marketplaces, Routes<Control> routes) {
        Control first = call -> shop.show(marketplaces.get(0), call);
        routes.on("GET", "/sandbox", "page", first);
        routes.on("GET", "/sandbox/", "page", first);
        marketplaces.forEach(m -> routes.on("GET", "/sandbox/" + m.partner(), "page", call -> shop.show(m, call)));
        routes.on("GET", "/sandbox/orders", "page", books::orders);
        routes.on("GET", "/sandbox/calls", "page", books::calls);
        routes.on("GET", "/sandbox/switches", "page", switches::show);
        routes.on("GET", "/sandbox/style.css", "page", call -> Answer.bytes(200, "text/css; charset=utf-8", style)
                .with("cache-control", "max-age=300"));
    }

    private static byte[] style() {
        try (InputStream in = Pages.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("No style sheet");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer buy(Call call) {
        Map<String, String> form = form(call);
        String partner = Accounts.partner(form.getOrDefault("partner", "")).orElse("");
        if (partner.isEmpty()) {
            return Control.problem(400, "bad-wish", "partner must be amazon-in or flipkart");
        }
        List<Sale> placed = shoppers.shop(
                partner,
                new Shoppers.Wish(form.get("account"), 1, List.of(form.getOrDefault("sku", "")), 1, null, null, false));
        return back(
                "/sandbox/" + partner,
                placed.isEmpty()
                        ? "Somebody was faster: it is out of stock."
                        : "Bought. Order " + placed.get(0).orderId() + " for "
                                + prices.text(
                                        partner,
                                        placed.get(0).account(),
                                        placed.get(0).totalPaise()) + ".");
    }

    private Answer sendBack(Call call) {
        Map<String, String> form = form(call);
        return back(
                "/sandbox/orders",
                comebacks
                        .begin(form.getOrDefault("account", ""), form.getOrDefault("shipment", ""), null, false)
                        .map(id -> "The buyer sends it back. Return " + id + ".")
                        .orElse("It comes back already, or was not delivered yet."));
    }

    private Answer cancel(Call call) {
        Map<String, String> form = form(call);
        Optional<Canceller> by = Canceller.of(form.getOrDefault("by", ""));
        if (by.isEmpty()) {
            return Control.problem(400, "bad-wish", "by must be buyer, marketplace or seller");
        }
        boolean done = marketplaces.stream()
                .map(m -> m.cancel(form.getOrDefault("order", ""), by.get(), null))
                .anyMatch(Optional::isPresent);
        return back(
                "/sandbox/orders",
                done
                        ? "Cancelled by the " + by.get().word() + "."
                        : "Too late for the " + by.get().word() + " to cancel it.");
    }

    private static Answer back(String path, String said) {
        return Answer.empty(303).with("location", path + "?said=" + URLEncoder.encode(said, StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(Call call) {
        Map<String, String> form = new HashMap<>();
        for (String pair : call.bodyText().split("&")) {
            int eq = pair.indexOf('=');
            if (eq > 0) {
                try {
                    form.put(pair.substring(0, eq), URLDecoder.decode(pair.substring(eq + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    form.put(pair.substring(0, eq), "");
                }
            }
        }
        return form;
    }
}
