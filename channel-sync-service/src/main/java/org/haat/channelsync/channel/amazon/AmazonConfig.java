package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where and how Amazon is called; one region, since a seller's token is good in one region only.
 *
 * @param baseUrl SP-API of the region; India is on {@code https://sellingpartnerapi-eu.amazon.com}
 * @param lwaUrl Login with Amazon, {@code https://api.amazon.com/auth/o2/token}
 * @param consentUrl where sellers give consent: Seller Central of the store, {@code https://sellercentral.amazon.in}
 * @param documentOrigins where presigned schema documents may lie, as base URLs; nothing else is ever fetched
 * @param queueOrigins where queues of notifications may be called, as base URLs; {@code https://*.example.org} is any host of it
 * @param orderSearchLag how far the end of an order search must lie in the past: two minutes at Amazon, less at a sandbox
 * @param definitionMaxAge how long a product type's definition is taken as current
 */
public record AmazonConfig(
        String baseUrl,
        String lwaUrl,
        String consentUrl,
        List<String> documentOrigins,
        List<String> queueOrigins,
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        Duration orderSearchLag,
        Duration definitionMaxAge) {

    /** Amazon presigns documents on its object store, on hosts that differ by region. */
    public static final List<String> AMAZON_DOCUMENTS = List.of("https://*.amazonaws.com");

    /** India's. */
    public static final String SELLER_CENTRAL = "https://sellercentral.amazon.in";

    /** Queues are Amazon's too. */
    public static final List<String> AMAZON_QUEUES = List.of("https://*.amazonaws.com");

    public AmazonConfig {
        requireUrl("base URL", baseUrl);
        requireUrl("LWA URL", lwaUrl);
        requireUrl("consent URL", consentUrl);
        documentOrigins.forEach(origin -> requireUrl("document URL", origin.replace("*.", "")));
        queueOrigins.forEach(origin -> requireUrl("queue URL", origin.replace("*.", "")));
    }

    /** Careful time limits, and documents from Amazon's hosts and from {@code baseUrl} itself. */
    public static AmazonConfig of(String baseUrl, String lwaUrl) {
        return new AmazonConfig(
                baseUrl,
                lwaUrl,
                SELLER_CENTRAL,
                AMAZON_DOCUMENTS,
                AMAZON_QUEUES,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofDays(1));
    }

    public AmazonConfig timeouts(Duration connect, Duration read, Duration total) {
        return new AmazonConfig(
                baseUrl,
                lwaUrl,
                consentUrl,
                documentOrigins,
                queueOrigins,
                connect,
                read,
                total,
                orderSearchLag,
                definitionMaxAge);
    }

    public AmazonConfig orderSearchLag(Duration lag) {
        return new AmazonConfig(
                baseUrl,
                lwaUrl,
                consentUrl,
                documentOrigins,
                queueOrigins,
                connectTimeout,
                readTimeout,
                totalTimeout,
                lag,
                definitionMaxAge);
    }

    public AmazonConfig queueOrigins(List<String> origins) {
        return new AmazonConfig(
                baseUrl,
                lwaUrl,
                consentUrl,
                documentOrigins,
                origins,
                connectTimeout,
                readTimeout,
                totalTimeout,
                orderSearchLag,
                definitionMaxAge);
    }

    public AmazonConfig baseUrl(String url) {
        return new AmazonConfig(
                url,
                lwaUrl,
                consentUrl,
                documentOrigins,
                queueOrigins,
                connectTimeout,
                readTimeout,
                totalTimeout,
                orderSearchLag,
                definitionMaxAge);
    }

    public AmazonConfig consentUrl(String url) {
        return new AmazonConfig(
                baseUrl,
                lwaUrl,
                url,
                documentOrigins,
                queueOrigins,
                connectTimeout,
                readTimeout,
                totalTimeout,
                orderSearchLag,
                definitionMaxAge);
    }

    private static void requireUrl(String what, String url) {
        try {
            URI uri = URI.create(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Amazon " + what + " is not a URL: " + url, e);
        }
        throw new IllegalArgumentException("Amazon " + what + " is not an http or https URL: " + url);
    }
}
