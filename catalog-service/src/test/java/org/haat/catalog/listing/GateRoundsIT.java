package org.haat.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.listing.gate.Rulebooks;
import org.haat.catalog.product.Products;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.stock.StockEvents;
import org.haat.catalog.stock.StockLedger;
import org.haat.catalog.tax.TaxTables;
import org.haat.outbox.Outbox;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is on sale follows the rules in force: a store that is added, a rate that begins. */
@QuarkusTest
@RealParts
class GateRoundsIT {
    @Inject
    GateRounds asInstalled;

    @Inject
    Crafts crafts;

    @Inject
    Districts districts;

    @Inject
    TaxTables taxTables;

    @Inject
    Sql sql;

    @Inject
    Offers offers;

    @Inject
    Snapshots snapshots;

    @Inject
    ListingHistory history;

    @Inject
    Products products;

    @Inject
    StockLedger ledger;

    @Inject
    StockEvents stockEvents;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    private Api api;

    @BeforeEach
    void oneProductOnSale() {
        asInstalled.look();
        api = Api.newAgency("19");
        api.makeProducer();
        api.uploadPicture("main.jpg");
        publish("A-1");
    }

    @Test
    void whatIsOnSaleGoesToAStoreThatIsAddedAndLeavesOneThatIsGone() {
        offering("amazon-in", "flipkart", "amazon-us").look();
        Response product = product("A-1");
        assertThat(product.jsonPath().<String>getList("listedChannels"))
                .containsExactly("amazon-in", "amazon-us", "flipkart");
        assertThat(product.jsonPath().getLong("listingVersion")).isEqualTo(2);
        assertThat(product.jsonPath().getString("state")).isEqualTo("PUBLISHED");

        offering("amazon-in", "flipkart").look();
        product = product("A-1");
        assertThat(product.jsonPath().<String>getList("listedChannels")).containsExactly("amazon-in", "flipkart");
        assertThat(product.jsonPath().getLong("listingVersion")).isEqualTo(3);
    }

    @Test
    void whatTheRulesSayNothingNewOfIsNotToldAgain() throws SQLException {
        judgedByNoRulesYet();

        offering("amazon-in", "flipkart").look();

        assertThat(product("A-1").jsonPath().getLong("listingVersion")).isEqualTo(1);
    }

    @Test
    void neighbourWithOtherChannelsIsNotTakenBackEveryTenSeconds() {
        offering("amazon-in", "flipkart", "amazon-ae").look();

        asInstalled.look();

        assertThat(product("A-1").jsonPath().<String>getList("listedChannels")).contains("amazon-ae");
        offering("amazon-in", "flipkart").look();
    }

    @Test
    void rateThatChangedIsToldAndOneThatNobodyCanJudgeHoldsUpNothing() throws SQLException {
        publish("A-2");
        publish("A-3");
        told("UPDATE listing_version SET snapshot = jsonb_set(snapshot, '{gstRateBasisPoints}', '1200')", "A-1");
        told("UPDATE listing_version SET snapshot = jsonb_set(snapshot, '{version}', '\"none\"')", "A-2");
        told("UPDATE listing_version SET snapshot = jsonb_set(snapshot, '{gstRateBasisPoints}', '1200')", "A-3");

        judgedByNoRulesYet();

        offering("amazon-in", "flipkart").look();

        assertThat(product("A-1").jsonPath().getLong("listingVersion")).isEqualTo(2);
        assertThat(product("A-2").jsonPath().getLong("listingVersion")).isEqualTo(1);
        assertThat(product("A-3").jsonPath().getLong("listingVersion")).isEqualTo(2);
        told("UPDATE listing_version SET snapshot = jsonb_set(snapshot, '{version}', '1')", "A-2");
    }

    /** The service as it would be with other channels, on the same database. */
    private GateRounds offering(String... channels) {
        Rulebooks rulebooks = new Rulebooks(crafts, districts, taxTables, sql, Set.of(channels), "1");
        Listings listings =
                new Listings(offers, rulebooks, snapshots, history, products, ledger, stockEvents, outbox, clock);
        return new GateRounds(sql, rulebooks, new Relist(products, listings, history, sql, clock), clock);
    }

    private void publish(String sku) {
        api.editor()
                .contentType("application/json")
                .body(ProductApiIT.BODY.replace("\"A-1\"", '"' + sku + '"'))
                .post(Api.path("/products"))
                .then()
                .statusCode(201);
        api.editor().post(Api.path("/products/" + sku + "/submit")).then().statusCode(200);
        api.approver().post(Api.path("/products/" + sku + "/approve")).then().statusCode(200);
        api.approver().post(Api.path("/products/" + sku + "/publish")).then().statusCode(200);
    }

    private Response product(String sku) {
        return api.editor().get(Api.path("/products/" + sku));
    }

    private static void judgedByNoRulesYet() throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement forget = connection.prepareStatement("DELETE FROM gate_round")) {
            assertThat(forget.executeUpdate()).isEqualTo(1);
        }
    }

    private void told(String change, String sku) throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement update = connection.prepareStatement(change + " WHERE agency = ? AND sku = ?")) {
            update.setString(1, api.agency());
            update.setString(2, sku);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
