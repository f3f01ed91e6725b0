package org.haat.order;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.haat.event.ChannelOrder;
import org.haat.event.EventType;
import org.haat.event.OrderCancellation;
import org.haat.event.OrderLineMovement;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestIdentity;

/** What a person of the agency sees over the API, and what an auditor sees in the tables. */
public final class Seen {
    public static final String ADMIN = TestIdentity.token("asha", OrderFixture.AGENCY, "agency-admin");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** By which the service knows an order that was found once. */
    private static final Map<String, String> IDS = new ConcurrentHashMap<>();

    static {
        // What has happened already is seen at once, and what happens is seen as it does.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    private Seen() {}

    public static JsonPath get(String path) {
        return given().auth()
                .oauth2(ADMIN)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until the order is there, and returns its page. */
    public static JsonPath order(ChannelOrder order) {
        String key = order.account() + "|" + order.remoteOrderId();
        String id = IDS.get(key);
        if (id == null) {
            id = await().atMost(PATIENCE)
                    .until(() -> find(order), found -> !found.isEmpty())
                    .get(0);
            IDS.put(key, id);
        }
        return get("/api/v1/orders/" + id);
    }

    public static JsonPath orderInState(ChannelOrder order, String state) {
        return await().atMost(PATIENCE).until(() -> order(order), page -> state.equals(page.getString("state")));
    }

    public static List<String> find(ChannelOrder order) {
        return get("/api/v1/orders?q=" + order.remoteOrderId()).getList("orders.id");
    }

    /** Waits until the service has said that many movements of the order. */
    public static List<OrderLineMovement> movements(JsonPath page, int count) {
        String id = page.getString("id");
        await().atMost(PATIENCE).until(() -> Bus.movements(id).size() >= count);
        return Bus.movements(id);
    }

    /** Waits until the service has asked for the channel to be told that the order is given up. */
    public static OrderCancellation cancellation(String orderId) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Bus.heard(EventType.ORDER_CANCELLATION, OrderCancellation.class, told -> told.orderId()
                                .equals(orderId)),
                        told -> !told.isEmpty())
                .get(0);
    }

    public static boolean skuIsKnown(String sku) {
        return count("SELECT count(*) FROM known_sku WHERE sku = ?", sku) == 1;
    }

    /** Counts as the auditor, who sees every row. */
    public static long count(String sql, String... values) {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
