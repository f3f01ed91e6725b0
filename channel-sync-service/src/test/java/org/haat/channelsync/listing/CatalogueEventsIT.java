package org.haat.channelsync.listing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.ListingStatus.State;
import org.haat.event.StockLevel;
import org.haat.event.Topics;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestIdentity;
import org.haat.testsupport.TestKafka;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class CatalogueEventsIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    Identifiers identifiers;

    @Inject
    Sql sql;

    @Inject
    Listings listings;

    @Inject
    ListingStates states;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @Test
    void poisonIsParkedVisiblyAndTheNextEventsGoOn() {
        Event good = SyncBench.event(SyncBench.snapshot(account.agency(), "K-1", 1));
        send(Topics.CATALOG_LISTING, good.subject(), "{ not json".getBytes(UTF_8));
        send(Topics.CATALOG_LISTING, good.subject(), EventJson.write(good));
        Event stock = SyncBench.event(new StockLevel(account.agency(), "K-1", 1, 4));
        send(Topics.CATALOG_STOCK, stock.subject(), EventJson.write(stock));

        bench.awaitState(account, "K-1", "LIVE");
        String operations = TestIdentity.token("omar", null, null, List.of("operations"), "haat");
        List<Integer> parked = given().auth()
                .oauth2(operations)
                .get("/api/v1/parked")
                .then()
                .statusCode(200)
                .extract()
                .path("findAll { it.kind == 'EVENT' }.id");
        assertThat(parked).isNotEmpty();
        int id = parked.get(parked.size() - 1);
        given().auth()
                .oauth2(operations)
                .post("/api/v1/parked/event/" + id + "/replay")
                .then()
                .statusCode(409);
        given().auth()
                .oauth2(operations)
                .delete("/api/v1/parked/event/" + id)
                .then()
                .statusCode(204);
        given().auth()
                .oauth2(operations)
                .delete("/api/v1/parked/event/" + id)
                .then()
                .statusCode(409)
                .body("code", Matchers.is("settled-already"));
    }

    @Test
    void replayOfTheWholeTopicChangesNothingAndMakesNoCall() {
        bench.live(account, 3);
        bench.awaitQuiet(account);
        long calls = bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id());
        long history = bench.count("SELECT count(*) FROM listing_history WHERE agency = ?", account.agency());

        for (String sku : List.of("SKU-1", "SKU-2", "SKU-3")) {
            bench.tell(SyncBench.snapshot(account.agency(), sku, 1));
            bench.tell(new StockLevel(account.agency(), sku, 1, 5));
        }

        bench.awaitQuiet(account);
        assertThat(bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id()))
                .isEqualTo(calls);
        assertThat(bench.count("SELECT count(*) FROM listing_history WHERE agency = ?", account.agency()))
                .isEqualTo(history);
    }

    @Test
    void stepThatNoListingMayTakeIsNotTaken() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        ListingRow live = sql.system(() -> listings.find(account.id(), "SKU-1")).orElseThrow();
        long history = bench.count("SELECT count(*) FROM listing_history WHERE agency = ?", account.agency());

        sql.system(() -> {
            states.change(List.of(new StateChange(live, State.DRAFT, Because.OFFERED, "nobody")), Instant.now());
            return true;
        });

        assertThat(sql.system(() -> listings.find(account.id(), "SKU-1"))).contains(live);
        assertThat(bench.count("SELECT count(*) FROM listing_history WHERE agency = ?", account.agency()))
                .isEqualTo(history);
    }

    @Test
    void identifierThatAPersonBringsMakesTheListingGoOut() {
        market.refuse("F-1", org.haat.channelsync.channel.ChannelIssue.error("X", "not yet", null));
        bench.tell(new StockLevel(account.agency(), "F-1", 1, 5));
        bench.tell(SyncBench.snapshot(account.agency(), "F-1", 1));
        bench.awaitState(account, "F-1", "ISSUES");
        bench.update("UPDATE listing SET state = 'AWAITING_IDENTIFIER' WHERE account = ?", account.id());
        bench.update(
                "UPDATE listing_facet SET blocked_cause = 'AWAITING_IDENTIFIER' WHERE account = ? AND facet = 'CONTENT'",
                account.id());
        market.calm();
        bench.tell(new SyncBench.Wish(account.agency(), "F-1", 2)
                .title("Changed meanwhile")
                .snapshot());
        bench.awaitQuiet(account);
        assertThat(bench.state(account, "F-1")).isEqualTo("AWAITING_IDENTIFIER");
        assertThat(sql.system(() -> identifiers.awaiting(account))).hasSize(1);

        Identifiers.Linked linked = sql.system(() -> identifiers.take(
                account,
                new IdentifierSheet.Answer(
                        List.of(
                                new IdentifierSheet.Assigned("f-1", "SARTEST000000001"),
                                new IdentifierSheet.Assigned("NOT-OURS", "SARTEST000000002")),
                        List.of(),
                        List.of()),
                "anita"));

        assertThat(linked.linked()).isEqualTo(1);
        assertThat(linked.unknown()).containsExactly("not-ours");
        bench.awaitState(account, "F-1", "LIVE");
    }

    @Test
    void rowsOfAnotherAgencyAreBehindTheSecondWallToo() throws SQLException {
        bench.live(account, 1);

        try (Connection connection = PostgresResource.database().asService().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "channel_account",
                    "account_secret",
                    "product",
                    "listing",
                    "listing_facet",
                    "listing_history",
                    "channel_call",
                    "channel_call_line")) {
                assertThat(rows(statement, table))
                        .as("without a scope: " + table)
                        .isZero();
                statement.execute("SELECT set_config('haat.agency', 'or-other', false)");
                assertThat(rows(statement, table))
                        .as("of another agency: " + table)
                        .isZero();
                statement.execute("SELECT set_config('haat.agency', '" + account.agency() + "', false)");
                assertThat(rows(statement, table)).as("own: " + table).isPositive();
                statement.execute("SELECT set_config('haat.agency', '', false)");
            }
            statement.execute("SELECT set_config('haat.district', '312', false)");
            assertThat(rows(statement, "listing")).as("officer of the district").isPositive();
            assertThat(rows(statement, "account_secret"))
                    .as("officer of the district")
                    .isZero();
            statement.execute("SELECT set_config('haat.district', '999', false)");
            assertThat(rows(statement, "listing"))
                    .as("officer of another district")
                    .isZero();
            assertThat(rows(statement, "listing_facet")).isZero();
        }
    }

    private static long rows(Statement statement, String table) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void send(String topic, String key, byte[] payload) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers());
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), payload));
            producer.flush();
        }
    }
}
