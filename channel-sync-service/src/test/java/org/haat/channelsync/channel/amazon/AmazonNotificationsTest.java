package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.channel.NotificationQueue.Unreadable;
import org.haat.channelsync.channel.http.ChannelJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Amazon's envelopes say, in both casings. */
class AmazonNotificationsTest {
    private static final Path SCHEMAS = Path.of("..", "..", "shared", "specs", "amazon", "notifications");
    private static final String ORDER = """
            {"NotificationVersion":"1.0","NotificationType":"ORDER_CHANGE","PayloadVersion":"1.0","Payload":
            {"OrderChangeNotification":{"SellerId":"S1","AmazonOrderId":"403-1-2","Summary":{"MarketplaceId":"M1"}}},
            "NotificationMetadata":{"NotificationId":"n-1"}}""";
    private static final String SECRET = """
            {"notificationType":"APPLICATION_OAUTH_CLIENT_NEW_SECRET","payload":{"applicationOAuthClientNewSecret":
            {"clientId":"app-1","newClientSecret":"fresh","newClientSecretExpiryTime":"2027-05-20T00:00:00Z"}},
            "notificationMetadata":{"notificationId":"n-2"}}""";

    private static News news(String text) {
        return (News) AmazonNotifications.read(text);
    }

    /** The same message with every name's first letter in the other case. */
    private static String otherCase(String text) {
        Matcher names = Pattern.compile("\"(\\w)(\\w*)\"\\s*:").matcher(text);
        return names.replaceAll(name -> {
            String first = name.group(1);
            String lower = first.toLowerCase(Locale.ROOT);
            return "\"" + (first.equals(lower) ? first.toUpperCase(Locale.ROOT) : lower) + name.group(2) + "\":";
        });
    }

    @Test
    void bothCasingsSayTheSame() {
        assertThat(otherCase(ORDER)).contains("\"notificationType\"").contains("\"amazonOrderId\"");
        assertThat(news(otherCase(ORDER))).isEqualTo(news(ORDER));
        assertThat(news(otherCase(SECRET))).isEqualTo(news(SECRET));
    }

    @Test
    void orderIsToFetchForTheSellerAndPlaceItNames() {
        News order = news(ORDER);

        assertThat(order.hint().id()).isEqualTo("n-1");
        assertThat(order.hint().remoteOrderId()).isEqualTo("403-1-2");
        assertThat(order.concerns(account("S1", "M1"))).isTrue();
        assertThat(order.concerns(account("S2", "M1"))).isFalse();
        assertThat(order.concerns(account("S1", "M2"))).isFalse();
    }

    private static Account account(String seller, String place) {
        return new Account(
                UUID.randomUUID(),
                "a",
                Map.of("seller_id", seller, "marketplace_id", place),
                Map.of("client_id", "app-1"));
    }

    @Test
    void newSecretIsForTheApplicationAndShownNowhere() {
        News secret = news(SECRET);

        assertThat(secret.newSecrets()).containsEntry("client_secret", "fresh");
        assertThat(secret.secretEndsAt()).isEqualTo(Instant.parse("2027-05-20T00:00:00Z"));
        assertThat(secret.concerns(account("S1", "M1"))).isTrue();
        assertThat(secret.toString()).doesNotContain("fresh");
    }

    @Test
    void unknownTypeIsNewsOfNothingAndNoFault() {
        News news = news("{\"NotificationType\":\"WEATHER_CHANGED\",\"Payload\":{\"SellerId\":\"S1\"},"
                + "\"NotificationMetadata\":{\"NotificationId\":\"n\"}}");

        assertThat(news.hint().type()).isEqualTo("WEATHER_CHANGED");
        assertThat(news.hint().remoteOrderId()).isNull();
        assertThat(news.hint().sku()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"NotificationType\":\"ORDER_CHANGE\",\"Payload\":{\"SellerId\":\"S1\"}}",
                "{\"NotificationType\":\"order change\",\"NotificationMetadata\":{\"NotificationId\":\"n\"}}",
                "{\"NotificationType\":\"ORDER_CHANGE\",\"NotificationMetadata\":{\"NotificationId\":\"n\"},\"Payload\":{}}",
                "{\"NotificationType\":{},\"NotificationMetadata\":[]}"
            })
    void messageThatDoesNotSayWhatItIsIsUnreadable(String text) {
        assertThat(AmazonNotifications.read(text)).isInstanceOf(Unreadable.class);
    }

    @Test
    void endBeyondEveryCalendarIsNone() {
        for (String end :
                new String[] {"+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "9999-01-01T00:00:00Z"}) {
            assertThat(news(SECRET.replace("2027-05-20T00:00:00Z", end)).secretEndsAt())
                    .as(end)
                    .isNull();
        }
        assertThat(news(SECRET).secretEndsAt()).isEqualTo(Instant.parse("2027-05-20T00:00:00Z"));
    }

    @Test
    void hugeMessageIsNotLookedInto() {
        assertThat(AmazonNotifications.read("{\"a\":\"" + "x".repeat(200_000) + "\"}"))
                .isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "OrderChangeNotification,ORDER_CHANGE",
        "ListingsItemStatusChangeNotification,LISTINGS_ITEM_STATUS_CHANGE",
        "ListingsItemIssuesChangeNotification_2023-12-13,LISTINGS_ITEM_ISSUES_CHANGE",
        "ListingsItemMfnQuantityChange,LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
        "FeedProcessingFinishedNotification,FEED_PROCESSING_FINISHED"
    })
    void publishedExampleIsUnderstood(String schema, String type) throws IOException {
        Path file = SCHEMAS.resolve(schema + ".json");
        assumeTrue(Files.exists(file), "the published schemas lie beside the project");
        JsonNode example = ChannelJson.mapper().readTree(Files.readString(file)).at("/examples/0");

        News news = news(ChannelJson.write(example));

        assertThat(news.hint().type()).isEqualTo(type);
        boolean said = news.hint().remoteOrderId() != null || news.hint().sku() != null || news.feedId() != null;
        assertThat(said).isTrue();
        assertThat(news.about()).containsKey("seller_id");
    }
}
