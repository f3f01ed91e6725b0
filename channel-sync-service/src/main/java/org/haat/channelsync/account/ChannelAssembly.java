package org.haat.channelsync.account;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.amazon.AmazonChannel;
import org.haat.channelsync.channel.amazon.AmazonConfig;
import org.haat.channelsync.channel.amazon.AmazonStores;
import org.haat.channelsync.channel.csvdrop.CsvDropChannel;
import org.haat.channelsync.channel.csvdrop.CsvDropConfig;
import org.haat.channelsync.channel.flipkart.FlipkartChannel;
import org.haat.channelsync.channel.flipkart.FlipkartConfig;
import org.haat.channelsync.channel.http.Breaker;
import org.haat.channelsync.channel.http.HastenedThrottle;
import org.haat.channelsync.channel.http.HttpParts;

/** The one place that knows which channels there are. Each gets parts of its own; quotas are kept by account. */
@Singleton
public class ChannelAssembly {
    private static final Duration LEAST_REST = Duration.ofSeconds(1);
    private final Clock clock;
    private final WireBook book;
    private final SharedThrottle throttle;
    private final SyncConfig config;

    public ChannelAssembly(Clock clock, WireBook book, SharedThrottle throttle, SyncConfig config) {
        this.clock = clock;
        this.book = book;
        this.throttle = throttle;
        this.config = config;
    }

    @Produces
    @Singleton
    Channel flipkart(@ConfigProperty(name = "haat.channel.flipkart.base-url") String baseUrl) {
        return new FlipkartChannel(FlipkartConfig.at(baseUrl, today()), parts());
    }

    @Produces
    @Singleton
    Channel amazon(
            @ConfigProperty(name = "haat.channel.amazon.base-url") String baseUrl,
            @ConfigProperty(name = "haat.channel.amazon.lwa-url") String lwaUrl,
            @ConfigProperty(name = "haat.channel.amazon.consent-url") String consentUrl,
            @ConfigProperty(name = "haat.channel.amazon.queue-origins") List<String> queueOrigins) {
        return new AmazonChannel(india(baseUrl, lwaUrl, consentUrl, queueOrigins), parts());
    }

    private AmazonConfig india(String baseUrl, String lwaUrl, String consentUrl, List<String> queueOrigins) {
        AmazonConfig amazon =
                AmazonConfig.of(baseUrl, lwaUrl).consentUrl(consentUrl).queueOrigins(queueOrigins);
        return amazon.orderSearchLag(config.scaled(amazon.orderSearchLag()));
    }

    /** Amazon's other stores: a channel each, as the dated table has them, behind the endpoint of their region. */
    @Produces
    @Singleton
    Channels.Abroad amazonAbroad(
            @ConfigProperty(name = "haat.channel.amazon.base-url") String baseUrl,
            @ConfigProperty(name = "haat.channel.amazon.lwa-url") String lwaUrl,
            @ConfigProperty(name = "haat.channel.amazon.consent-url") String consentUrl,
            @ConfigProperty(name = "haat.channel.amazon.queue-origins") List<String> queueOrigins) {
        AmazonConfig india = india(baseUrl, lwaUrl, consentUrl, queueOrigins);
        return new Channels.Abroad(AmazonStores.abroad(today()).stream()
                .<Channel>map(id -> new AmazonChannel(id, AmazonStores.config(id, india, today()), parts()))
                .toList());
    }

    /** A partner of files is offered where there is a place for the files: folders of this machine or servers of partners. */
    @Produces
    @Singleton
    Channels.ByChoice byChoice(
            @ConfigProperty(name = "haat.channel.csvdrop.root") Optional<String> root,
            @ConfigProperty(name = "haat.channel.csvdrop.sftp-hosts") Optional<Set<String>> sftpHosts) {
        CsvDropConfig files = CsvDropConfig.of(root, sftpHosts.orElse(Set.of()));
        boolean offered = files.root().isPresent() || !files.sftpHosts().isEmpty();
        return new Channels.ByChoice(offered ? List.of(new CsvDropChannel(files, parts())) : List.of());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** However fast time passes: a partner that is down is not asked more than once a second. */
    private Duration rest() {
        Duration scaled = config.scaled(Breaker.REST);
        return scaled.compareTo(LEAST_REST) < 0 ? LEAST_REST : scaled;
    }

    private HttpParts parts() {
        return HttpParts.inProcess(clock)
                .withBreaker(new Breaker(clock, Breaker.THRESHOLD, rest()))
                .withThrottle(new HastenedThrottle(throttle, config.timeScale()))
                .withTranscript(book)
                .withMeter(book);
    }
}
