package org.haat.order.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.order.Bus;
import org.haat.order.LogLines;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.testsupport.PostgresResource;
import org.haat.vault.Vault;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class BuyerIT {
    private static final List<String> CANARIES =
            List.of("Kanarienvogel", "7 Canary Lane", "9876500123", "canary@example.org");

    @Inject
    Vault vault;

    @Test
    void buyerIsMaskedUntilAPersonSaysWhy() {
        // Given
        ChannelOrder order = withBuyer(OrderFixture.anOrder().line("P-1", 1));
        Bus.say(order);
        JsonPath page = Seen.order(order);
        String path = "/api/v1/orders/" + page.getString("id") + "/buyer";

        // Then
        assertThat(page.getString("buyer.name")).isEqualTo("K••••");
        assertThat(page.getString("buyer.phone")).isEqualTo("••••23");
        assertThat(page.getString("buyer.addressLine1")).isEqualTo("••••");
        CANARIES.forEach(canary -> assertThat(page.prettify()).doesNotContain(canary));

        reveal(path, "").statusCode(422).body("errors[0].field", containsString("reason"));
        reveal(path, "Label for the parcel")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("name", equalTo("Kanarienvogel"))
                .body("phone", equalTo("+919876500123"));
        JsonPath looks = Seen.get(path + "/reveals");
        assertThat(looks.getList("person")).isEqualTo(List.of("asha"));
        assertThat(looks.getString("[0].reason")).isEqualTo("Label for the parcel");
        assertThat(looks.getString("[0].fields")).isEqualTo("name,addressLine1,city,phone,email");
    }

    @Test
    void unconfirmedOrderShowsNoBuyerEvenForAReason() {
        ChannelOrder order =
                withBuyer(OrderFixture.anOrder().status(Status.PENDING).line("P-2", 1));
        Bus.say(order);
        JsonPath page = Seen.order(order);

        assertThat(page.<Object>get("buyer")).isNull();
        reveal("/api/v1/orders/" + page.getString("id") + "/buyer", "curious about it")
                .statusCode(409)
                .body("code", equalTo("no-buyer-data"));
    }

    @Test
    void buyerSealedForAnotherOrderIsNotShownAndTheOrderStillIs() {
        ChannelOrder other = withBuyer(OrderFixture.anOrder().line("P-4", 1));
        ChannelOrder order =
                OrderFixture.anOrder().buyer(other.buyer()).line("P-4", 1).build();
        Bus.say(order);
        JsonPath page = Seen.order(order);

        assertThat(page.<Object>get("buyer")).isNull();
        reveal("/api/v1/orders/" + page.getString("id") + "/buyer", "Label for the parcel")
                .statusCode(409)
                .body("code", equalTo("seal-broken"));
    }

    @Test
    void noBuyersDataStandsInTheClearInTablesOrLogs() throws SQLException {
        List<String> logged;
        try (LogLines log = LogLines.listen()) {
            ChannelOrder order = withBuyer(OrderFixture.anOrder().line("P-3", 1));
            Bus.say(order);
            String id = Seen.order(order).getString("id");
            reveal("/api/v1/orders/" + id + "/buyer", "Label for the parcel").statusCode(200);
            logged = log.lines();
        }

        assertThat(logged).anyMatch(line -> line.contains("Buyer revealed"));
        CANARIES.forEach(canary -> assertThat(logged).noneMatch(line -> line.contains(canary)));
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("orders", "order_line", "order_history", "outbox", "parked_event")) {
                ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t");
                while (rows.next()) {
                    String row = rows.getString(1);
                    CANARIES.forEach(canary -> assertThat(row).doesNotContain(canary));
                }
            }
        }
    }

    private ChannelOrder withBuyer(OrderFixture fixture) {
        String context = "order|" + fixture.account() + '|' + fixture.remoteOrderId();
        return fixture.buyer(new ChannelOrder.SealedBuyer(
                        vault.seal("Kanarienvogel", context),
                        vault.seal("7 Canary Lane", context),
                        null,
                        vault.seal("Kolkata", context),
                        vault.seal("+919876500123", context),
                        vault.seal("canary@example.org", context)))
                .build();
    }

    private static io.restassured.response.ValidatableResponse reveal(String path, String reason) {
        return given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .body("{\"reason\":\"" + reason + "\"}")
                .post(path + "/reveal")
                .then();
    }
}
