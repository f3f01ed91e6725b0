package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Amazon's stores beside India's, for whoever puts the installation together. */
public final class AmazonStores {
    private static final String HOME = "EU";
    private static final List<String[]> REGIONS = AmazonTable.rows("regions.csv", 4);

    private AmazonStores() {}

    /** Channel ids of all stores but India's. */
    public static List<String> abroad(LocalDate on) {
        return Marketplace.channels(on).stream()
                .filter(channel -> !channel.equals(Marketplace.INDIA))
                .toList();
    }

    /**
     * The configuration for a store: its region's endpoint and its sellers' consent page. Where India's was set to something
     * else than Amazon's own address, a stand-in answers for every region, and nothing is sent to Amazon.
     *
     * @param india configuration of {@code amazon-in}
     * @throws IllegalArgumentException when there is no such store
     */
    public static AmazonConfig config(String channel, AmazonConfig india, LocalDate on) {
        Marketplace store = Marketplace.ofChannel(channel, on);
        String baseUrl = india.baseUrl().replace(host(HOME, on), host(store.region(), on));
        String consent =
                india.consentUrl().equals(AmazonConfig.SELLER_CENTRAL) ? store.sellerCentral() : india.consentUrl();
        return india.baseUrl(baseUrl).consentUrl(consent);
    }

    private static String host(String region, LocalDate on) {
        return URI.create(endpoint(region, on)).getHost();
    }

    private static String endpoint(String region, LocalDate on) {
        return REGIONS.stream()
                .filter(row -> row[0].equals(region) && !LocalDate.parse(row[2]).isAfter(on))
                .max(Comparator.comparing(row -> LocalDate.parse(row[2])))
                .map(row -> row[1])
                .orElseThrow(() -> new IllegalArgumentException("No endpoint for region " + region));
    }
}
