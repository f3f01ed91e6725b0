package org.haat.sandbox.page;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.haat.sandbox.http.Answer;

/** The frame of each page, and escaping: every value from outside goes through {@link #text}. */
final class Html {
    private static final Map<String, String> TABS = tabs();

    private Html() {}

    private static Map<String, String> tabs() {
        Map<String, String> tabs = new java.util.LinkedHashMap<>();
        tabs.put("/sandbox/amazon-in", "Amazon stand-in");
        tabs.put("/sandbox/flipkart", "Flipkart stand-in");
        tabs.put("/sandbox/orders", "Orders");
        tabs.put("/sandbox/calls", "Calls");
        tabs.put("/sandbox/switches", "Switches");
        return tabs;
    }

    /** Safe as text and inside a quoted attribute. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Only links that lead to a picture over HTTP; anything else would be a way in. */
    static String pictureLink(String url) {
        return url.matches("https?://[^\\s\"'<>]+") ? text(url) : "";
    }

    /** Haat keeps small versions of its pictures beside them; a page of full-size ones is megabytes. */
    static String smallPictureLink(String url) {
        return pictureLink(url.replaceFirst("^(https?://[^/]+/catalog)/media/([0-9a-f]{64})$", "$1/thumbs/200/$2"));
    }

    static Answer page(String path, String title, String body) {
        StringBuilder nav = new StringBuilder();
        TABS.forEach((link, name) -> nav.append(
                link.equals(path)
                        ? "<a aria-current=\"page\" href=\"%s\">%s</a>".formatted(link, name)
                        : "<a href=\"%s\">%s</a>".formatted(link, name)));
        String html = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Haat sandbox</title>
                <link rel="stylesheet" href="/sandbox/style.css">
                <link rel="icon" href="data:image/svg+xml,%%3Csvg xmlns='http://www.w3.org/2000/svg'%%3E%%3C/svg%%3E">
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <p class="notice"><strong>Training ground.</strong> A stand-in, not affiliated with Amazon or Flipkart: no money, no parcel, no real buyer.</p>
                <nav aria-label="Sandbox">%2$s</nav>
                <main id="main"><h1>%1$s</h1>
                %3$s
                </main>
                </body>
                </html>
                """.formatted(text(title), nav, body);
        return Answer.bytes(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'self'; img-src http: https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'")
                .with("x-content-type-options", "nosniff")
                .with("referrer-policy", "no-referrer")
                .with("cache-control", "no-store");
    }
}
