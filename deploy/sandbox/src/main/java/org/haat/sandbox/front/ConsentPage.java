package org.haat.sandbox.front;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;

/** Where a seller is asked whether an application may act for her. */
public final class ConsentPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private ConsentPage() {}

    /** @param sellers who may be signed in here; the trainee says as whom */
    public static Answer of(Call call, String partner, List<Account> sellers) {
        String ways = sellers.stream()
                .map(seller -> "<li><a href=\"%s\">Allow, as %s <code>%s</code></a></li>"
                        .formatted(
                                link(call, "allow", seller.name()),
                                text(seller.displayName()),
                                text(seller.sellerId())))
                .collect(Collectors.joining("\n"));
        String html = """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Consent · Haat sandbox</title><link rel="stylesheet" href="/sandbox/style.css"></head>
                <body><p class="notice"><strong>Training ground.</strong> A stand-in: nobody is let in anywhere.</p>
                <main id="main"><h1>%s: may this application act for you?</h1>
                <p>It would list products, set prices and stock, and read orders.</p>
                <ul>%s</ul>
                <p><a href="%s">Deny</a></p></main></body></html>
                """.formatted(text(partner), ways, link(call, "deny", ""));
        return Answer.text(200, "text/html; charset=utf-8", html)
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "no-referrer")
                .with("cache-control", "no-store");
    }

    /** Sends the browser back to the application. */
    public static Answer goBack(String address, Map<String, String> query) {
        String more =
                new TreeMap<>(query).entrySet().stream().map(ConsentPage::pair).collect(Collectors.joining("&"));
        return Answer.empty(302).with("location", address + (address.contains("?") ? "&" : "?") + more);
    }

    private static String link(Call call, String decision, String account) {
        Map<String, String> query = new TreeMap<>();
        call.query().forEach((name, values) -> query.put(name, values.get(0)));
        query.put("decision", decision);
        query.put("account", account);
        return text(query.entrySet().stream().map(ConsentPage::pair).collect(Collectors.joining("&", "?", "")));
    }

    private static String pair(Map.Entry<String, String> one) {
        return URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8);
    }

    private static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
