package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.ingest.ChannelOrders;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner who works with files, through the whole service: published product, file, order file, order event. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class CsvDropIT {
    @Inject
    SyncBench bench;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @ConfigProperty(name = "haat.channel.csvdrop.root")
    String root;

    private ChannelAccount account;
    private Path home;

    @BeforeEach
    void openAccount() {
        String agency = "a" + UUID.randomUUID().toString().substring(0, 8);
        String id = RestAssured.given()
                .auth()
                .oauth2(TestIdentity.token("anita", agency, "agency-admin"))
                .contentType("application/json")
                .body(Map.of(
                        "channel", "csvdrop",
                        "name", "Gram Bazaar",
                        "settings", Map.of("folder", "gram-bazaar", "settle_seconds", "0")))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        account = sql.system(() -> accounts.find(UUID.fromString(id))).orElseThrow();
        home = Path.of(root, agency, "gram-bazaar");
    }

    @Test
    void productLeavesAsAFileAndAnOrderFileComesIn() throws IOException {
        bench.tell(new StockLevel(account.agency(), "SKU-1", 1, 5));
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 1)
                .channels(List.of("csvdrop"))
                .snapshot());
        bench.awaitState(account, "SKU-1", "ACCEPTED");
        bench.awaitQuiet(account);
        assertThat(out("listing-")).singleElement().asString().contains("SKU-1,A saree,2499.00,1999.50,5,active");

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
        await(() -> out("stock-").stream().anyMatch(file -> file.contains("SKU-1,3,")));
        assertThat(bench.state(account, "SKU-1"))
                .as("nothing tells that it is live")
                .isEqualTo("ACCEPTED");
        assertThat(bench.texts("SELECT cause FROM listing WHERE account = ?", account.id())
                        .get(0))
                .contains("as far as we can know");

        Files.writeString(
                home.resolve("in/orders-1.csv"),
                "order_no,placed_at,sku,quantity,unit_price,pin,state,buyer_name\r\n"
                        + "GB-1,2026-11-20T10:00:00+05:30,SKU-1,2,1999.50,700001,West Bengal,Mira Sen\r\n"
                        + "GB-2,2026-11-20T10:00:00+05:30,SKU-1,none,1999.50,700001,West Bengal,Mira Sen\r\n");
        await(() -> {
            bench.hurry(account, "ORDERS", "UPDATE order_sweep SET due_at = now() WHERE account = ?");
            return !ChannelOrders.of(account.id().toString()).isEmpty();
        });
        ChannelOrder order = ChannelOrders.of(account.id().toString()).get(0);
        assertThat(order.remoteOrderId()).isEqualTo("GB-1");
        assertThat(order.total()).isEqualTo(Money.inr(399_900));
        assertThat(order.deliveryState()).isEqualTo("WB");
        assertThat(order.toString()).doesNotContain("Mira");
        await(() -> count("in") == 0 && count("done") == 1 && count("refused") == 1);
        assertThat(bench.texts("SELECT reason FROM parked_order WHERE account = ?", account.id()))
                .singleElement()
                .asString()
                .contains("row 3, quantity", "\"none\"");
    }

    @Test
    void callThatADeadReplicaLeftOpenGoesAgain() {
        bench.tell(new StockLevel(account.agency(), "SKU-1", 1, 5));
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 1)
                .channels(List.of("csvdrop"))
                .snapshot());
        bench.awaitState(account, "SKU-1", "ACCEPTED");
        bench.awaitQuiet(account);
        bench.update(
                "UPDATE listing_facet SET work = 'READ_BACK', desired_hash = desired_hash || 'x' WHERE account = ?"
                        + " AND facet = 'STOCK'",
                account.id());
        sql.system(() -> {
            accounts.wake(account.id());
            return true;
        });

        await(() -> !out("stock-").isEmpty());
        bench.awaitQuiet(account);
    }

    private List<String> out(String kind) {
        try (Stream<Path> files = Files.list(home.resolve("out"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(kind))
                    .sorted()
                    .map(CsvDropIT::text)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.count();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
