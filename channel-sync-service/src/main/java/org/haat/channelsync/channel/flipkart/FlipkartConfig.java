package org.haat.channelsync.channel.flipkart;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.http.HttpSettings;

/**
 * Where Flipkart is and how much it takes.
 *
 * @param baseUrl origin and path before {@code /sellers} and {@code /oauth-service}
 * @param limits lines per call
 * @param callsPerHour of one seller, whoever calls, in any rolling hour
 * @param pageSize shipments per page of a search
 * @param censusPageSize offers per page of the search for all of them
 * @param mostPages of one search; beyond it something loops
 * @param shippingViewBatch shipments per call of the shipping view
 * @param pushFreshness how far a notification's date may be from now
 */
public record FlipkartConfig(
        String baseUrl,
        Limits limits,
        int callsPerHour,
        int pageSize,
        int censusPageSize,
        int mostPages,
        int shippingViewBatch,
        Duration pushFreshness,
        HttpSettings http) {

    public FlipkartConfig {
        URI uri = URI.create(baseUrl);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Flipkart's base URL must be http(s)://host[:port][/path], not " + baseUrl);
        }
        baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    /** Limits as Flipkart publishes them for that day. */
    public static FlipkartConfig at(String baseUrl, LocalDate day) {
        Limits limits = new Limits(
                PublishedLimits.of("listing_batch", day),
                PublishedLimits.of("price_batch", day),
                PublishedLimits.of("stock_batch", day),
                PublishedLimits.of("read_batch", day));
        return new FlipkartConfig(
                baseUrl,
                limits,
                PublishedLimits.of("calls_per_hour", day),
                PublishedLimits.of("page_size", day),
                PublishedLimits.of("census_page_size", day),
                500,
                PublishedLimits.of("shipping_view_batch", day),
                Duration.ofMinutes(5),
                HttpSettings.forBaseUrls(baseUrl));
    }

    public FlipkartConfig with(HttpSettings other) {
        return new FlipkartConfig(
                baseUrl,
                limits,
                callsPerHour,
                pageSize,
                censusPageSize,
                mostPages,
                shippingViewBatch,
                pushFreshness,
                other);
    }
}
