package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.channel.NotificationQueue.Received;
import org.haat.channelsync.channel.NotificationQueue.Subscribed;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications through a real server of the queue's protocol. */
class AmazonQueueTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private static SandboxedAmazon amazon;
    private static int sellers;
    private Account seller;
    private JsonNode queue;
    private Account account;
    private AmazonChannel channel;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        amazon = new SandboxedAmazon(data, clock);
    }

    @BeforeEach
    void open() throws Exception {
        String name = "seller-" + ++sellers;
        seller = amazon.register(name);
        queue = amazon.post("/sandbox/api/amazon/queues", "{\"name\":\"" + name + "\"}");
        account = account(queue.path("url").asText());
        URI address = URI.create(queue.path("url").asText());
        channel = channel("http://127.0.0.1:" + address.getPort());
    }

    private AmazonChannel channel(String queueOrigin) {
        return new AmazonChannel(
                amazon.config().queueOrigins(List.of(queueOrigin)),
                HttpParts.inProcess(clock).withPause(clock.pause()));
    }

    @AfterAll
    static void stop() throws IOException {
        amazon.close();
    }

    private Account account(String queueUrl) {
        return SandboxedAmazon.with(
                seller,
                Map.of("queue_url", queueUrl),
                Map.of(
                        "queue_access_key_id", queue.path("accessKeyId").asText(),
                        "queue_secret_access_key", queue.path("secretAccessKey").asText()));
    }

    @Test
    void subscribingTwiceIsSubscribingOnce() {
        List<Subscribed> first = channel.subscribe(account);

        assertThat(first).hasSize(5).extracting(Subscribed::type).contains("ORDER_CHANGE", "FEED_PROCESSING_FINISHED");
        assertThat(channel.subscribe(account)).isEqualTo(first);
    }

    @Test
    void subscriptionThatLedElsewhereLeadsHereAfterwards() throws Exception {
        List<Subscribed> first = channel.subscribe(account);
        clock.advance(Duration.ofSeconds(10)); // five subscriptions at once are all that Amazon grants
        JsonNode other = amazon.post("/sandbox/api/amazon/queues", "{\"name\":\"other\"}");

        List<Subscribed> second = channel.subscribe(account(other.path("url").asText()));

        assertThat(second)
                .extracting(Subscribed::type)
                .isEqualTo(first.stream().map(Subscribed::type).toList());
        assertThat(second).doesNotContainAnyElementsOf(first);
    }

    @Test
    void listingThatWentLiveIsToldAndComesNoMoreOnceItIsRemoved() {
        channel.subscribe(account);
        channel.put(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(Duration.ofMinutes(5));
        clock.advance(Duration.ofSeconds(11));
        List<Received> came = new ArrayList<>();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            came.addAll(channel.receive(account, AT_ONCE));
            return !came.isEmpty();
        });
        came.forEach(message -> channel.remove(account, message));

        News news = (News) channel.read(came.get(0).body());
        assertThat(news.hint().type()).isEqualTo("LISTINGS_ITEM_STATUS_CHANGE");
        assertThat(news.hint().sku()).isEqualTo("HAAT-1");
        assertThat(news.concerns(account)).isTrue();
        assertThat(channel.receive(account, Duration.ZERO)).isEmpty();
    }

    @Test
    void queueThatIsNotThereIsAFaultOfOneSentence() {
        Account lost = account(queue.path("url").asText() + "-lost");

        assertThatThrownBy(() -> channel.receive(lost, Duration.ZERO))
                .isInstanceOf(ChannelException.class)
                .hasMessageStartingWith("The queue answered 400");
    }

    @Test
    void keysGoToNoHostThatTheInstallationDoesNotAllow() {
        AmazonChannel careful = channel("https://*.amazonaws.com");

        assertThat(careful.check(account)).extracting(AccountFault::key).containsExactly("queue_url");
        assertThatThrownBy(() -> careful.receive(account, Duration.ZERO)).hasMessageContaining("does not allow");
    }

    @Test
    void addressWithoutKeysAndQueueInOrderAreFaults() {
        Map<String, String> secrets = new HashMap<>(account.secrets());
        secrets.keySet().removeIf(key -> key.startsWith("queue"));
        Map<String, String> settings = new HashMap<>(account.settings());
        settings.computeIfPresent("queue_url", (key, url) -> url + ".fifo");

        assertThat(channel.check(new Account(account.id(), account.agency(), settings, secrets)))
                .extracting(AccountFault::key)
                .containsExactlyInAnyOrder("queue_url", "queue_access_key_id", "queue_secret_access_key");
    }
}
