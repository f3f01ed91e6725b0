package org.haat.channelsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.Test;

/** What an audit does about stock, which a sale may explain that Haat has not heard of. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AuditedStockIT extends AuditsOfAnAccount {
    private static final RemoteOrder.Buyer BUYER =
            new RemoteOrder.Buyer("A buyer", "1 Road", null, "Kolkata", null, null);

    @Test
    void stockIsNotPutBackUpAfterASaleThatTheCatalogueDoesNotCountYet() {
        bench.live(account, 2);
        settled();
        assertThat(market.buy(account.id(), "SKU-1", 1, BUYER, Instant.now())).isPresent();
        MemoryListing two = there("SKU-2");
        market.meddle(
                account.id(), "SKU-2", new MemoryListing(two.content(), two.remoteId(), two.mrp(), two.price(), 3, 0));
        await(() -> bench.count("SELECT count(*) FROM remote_order WHERE account = ?", account.id()) == 1);

        JsonPath audit = audited(start(false));

        bench.awaitQuiet(account);
        assertThat(there("SKU-1").quantity())
                .as("sold, and not to be sold again")
                .isEqualTo(4);
        assertThat(there("SKU-2").quantity()).as("not sold: somebody meddled").isEqualTo(5);
        assertThat(states(audit)).isEqualTo(Map.of("SKU-1", "REPORTED", "SKU-2", "REPAIRED"));
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 4));
        await(() -> bench.count(
                        "SELECT count(*) FROM listing_facet f JOIN listing l ON l.id = f.listing WHERE l.account = ?"
                                + " AND f.applied ->> 'quantity' = '4'",
                        account.id())
                == 1);
        settled();
        assertThat(kinds(audited(start(false)))).isEmpty();
    }

    /** The channel's page showed less; before the second look the order came home and the catalogue counted it. */
    @Test
    void saleThatTheOrdersBringLaterIsNoDrift() {
        bench.live(account, 1);
        settled();
        bench.pause(account);
        assertThat(market.buy(account.id(), "SKU-1", 1, BUYER, Instant.now())).isPresent();
        long id = candidate("4");
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 4));
        bench.activate(account);

        assertThat(kinds(audited(id))).isEmpty();
        bench.awaitQuiet(account);
        assertThat(there("SKU-1").quantity()).isEqualTo(4);
    }

    @Test
    void stockIsNotPutBackUpWhileAnOrderCannotBeRead() {
        bench.live(account, 1);
        settled();
        show("SKU-1", 3);
        bench.update(
                "INSERT INTO parked_order (account, agency, remote_order_id, reason, parked_at)"
                        + " VALUES (?, ?, 'BAD-1', 'Unreadable', now())",
                account.id(),
                account.agency());

        assertThat(states(audited(start(false)))).isEqualTo(Map.of("SKU-1", "REPORTED"));
        bench.awaitQuiet(account);
        assertThat(there("SKU-1").quantity()).isEqualTo(3);
    }

    /** Between the two looks it fell further: somebody buys there now. */
    @Test
    void stockThatMovesIsNotPutBackUp() {
        bench.live(account, 1);
        settled();
        bench.pause(account);
        long id = candidate("4");
        show("SKU-1", 3);
        bench.activate(account);

        assertThat(states(audited(id))).isEqualTo(Map.of("SKU-1", "REPORTED"));
        bench.awaitQuiet(account);
        assertThat(there("SKU-1").quantity()).isEqualTo(3);
    }

    private void show(String sku, int quantity) {
        MemoryListing now = there(sku);
        market.meddle(
                account.id(),
                sku,
                new MemoryListing(now.content(), now.remoteId(), now.mrp(), now.price(), quantity, 0));
    }

    /** An audit before its second look at one listing's stock. */
    private long candidate(String shown) {
        long id = bench.count(
                "INSERT INTO audit (account, agency, asked_by, scheduled, report_only, phase, began_at)"
                        + " VALUES (?, ?, 'test', false, false, 'CONFIRM', now()) RETURNING id",
                account.id(),
                account.agency());
        bench.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, listing, wanted, shown, state, found_at)"
                        + " SELECT ?, account, agency, 'STOCK', sku, id, '5', ?, 'CANDIDATE', now() FROM listing WHERE account = ?",
                id,
                shown,
                account.id());
        return id;
    }

    private Map<String, String> states(JsonPath audit) {
        return as("agency-admin")
                .get("/api/v1/audits/" + audit.getLong("id") + "/drift?kind=STOCK")
                .jsonPath()
                .<Map<String, String>>getList("lines")
                .stream()
                .collect(Collectors.toMap(line -> line.get("sku"), line -> line.get("state")));
    }
}
