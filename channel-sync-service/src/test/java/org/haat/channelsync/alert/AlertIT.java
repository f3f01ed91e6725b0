package org.haat.channelsync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.standardwebhooks.Webhook;
import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.outbox.Leases;
import org.junit.jupiter.api.Test;

/** When an alert is raised, told again and over. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AlertIT extends AlertsOfAnAccount {
    @Inject
    MeterRegistry meters;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    @Test
    void aConditionIsToldOnceSignedAndToldWhenItIsOver() throws Exception {
        String secret = addWebhook();
        refuse.set(2);
        massChange("WAITING");

        alerts.watch();
        alerts.watch();

        await(() -> received.size() == 1);
        Received raised = received.get(0);
        new Webhook(secret).verify(raised.body(), raised.headers());
        JsonPath event = JsonPath.from(raised.body());
        assertThat(raised.type()).isEqualTo("alert.raised");
        assertThat(event.getString("data.rule")).isEqualTo("MASS_CHANGE");
        assertThat(event.getString("data.text")).contains(account.name(), "a change of 312 listings");
        assertThat(event.getString("data.link")).endsWith("/sync/safety");
        agency().get("/api/v1/alerts")
                .then()
                .body("standing.rule", contains("MASS_CHANGE"))
                .body("standing[0].figure", equalTo(312));
        await(() -> agency().get("/api/v1/alerts/deliveries").path("[0].state").equals("DONE"));
        agency().get("/api/v1/alerts/deliveries")
                .then()
                .body("", hasSize(1))
                .body("[0].attempts", equalTo(3))
                .body("[0].answer", equalTo("HTTP 204"));

        bench.update("UPDATE mass_change SET state = 'GONE' WHERE account = ?", account.id());
        alerts.watch();

        await(() -> received.size() == 2);
        assertThat(received.get(1).type()).isEqualTo("alert.cleared");
        assertThat(JsonPath.from(received.get(1).body()).getString("data.text")).contains("over: ");
        agency().get("/api/v1/alerts").then().body("standing", hasSize(0)).body("past.rule", contains("MASS_CHANGE"));
    }

    @Test
    void ordersThatAreNotCollectedAndParcelsNearTheirDeadlineAreTold() {
        bench.update(
                "INSERT INTO remote_order (account, remote_order_id, agency, remote_version, version, digest, status, placed_at,"
                        + " updated_at, received_at, ship_by)"
                        + " VALUES (?, 'O-1', ?, 1, 1, '', 'UNSHIPPED', now(), now(), now(), now() + interval '3 hours')",
                account.id(),
                account.agency());
        bench.update(
                "INSERT INTO shipment (account, shipment_id, agency, remote_order_id, payload, due_at, received_at)"
                        + " VALUES (?, 'S-1', ?, 'O-1', '{}', now() + interval '1 hour', now())",
                account.id(),
                account.agency());
        bench.activate(account);
        await(() -> bench.count("SELECT count(*) FROM account_lane WHERE account = ? AND lane = 'ORDERS'", account.id())
                == 1);
        bench.update("UPDATE alert_rule SET threshold = -60 WHERE rule = 'ORDERS_STALE'"); // every search is too old
        try {
            alerts.watch();
        } finally {
            bench.update("UPDATE alert_rule SET threshold = 60 WHERE rule = 'ORDERS_STALE'");
        }

        agency().get("/api/v1/alerts").then().body("standing.rule", containsInAnyOrder("ORDERS_STALE", "SHIPMENT_DUE"));
        bench.update("UPDATE remote_order SET ship_by = now() + interval '5 hours' WHERE account = ?", account.id());
        alerts.watch();
        agency().get("/api/v1/alerts").then().body("standing", hasSize(0));
    }

    @Test
    void accountThatWaitsLongForItsFirstConsentIsToldAsSuchAndNotAsRefused() {
        UUID id = UUID.randomUUID();
        AccountLeases nobody = new AccountLeases(new Leases(dataSource), sql, Duration.ofMinutes(10));
        nobody.take(id); // so that no lane lets it in
        ChannelAccount waiting = bench.account(account.agency(), id);
        try {
            bench.update(
                    "UPDATE channel_account SET state = 'NEEDS_REAUTH', cause = ?, state_since = now() - interval '59 minutes'"
                            + " WHERE id = ?",
                    ChannelAccount.NO_CONSENT_YET,
                    id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));

            bench.update("UPDATE channel_account SET state_since = now() - interval '61 minutes' WHERE id = ?", id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing.rule", contains("CONSENT_AWAITED"));

            bench.update("UPDATE channel_account SET cause = 'invalid_grant' WHERE id = ?", id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing.rule", contains("NEEDS_REAUTH"));
        } finally {
            bench.pause(waiting);
            nobody.giveBack(id);
        }
    }

    @Test
    void accountWhoseOrdersWereNeverSearchedForIsToldAndOneWithoutOrdersIsNot() {
        UUID id = UUID.randomUUID();
        AccountLeases nobody = new AccountLeases(new Leases(dataSource), sql, Duration.ofMinutes(10));
        nobody.take(id); // so that no lane of it ever runs
        ChannelAccount unserved = bench.account(account.agency(), id);
        try {
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));

            bench.update("UPDATE channel_account SET state_since = now() - interval '61 minutes' WHERE id = ?", id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing.rule", contains("ORDERS_STALE"));

            bench.update("UPDATE channel_account SET channel = 'fair' WHERE id = ?", id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));
        } finally {
            bench.update("UPDATE channel_account SET channel = 'memory' WHERE id = ?", id);
            bench.pause(unserved);
            nobody.giveBack(id);
        }
    }

    @Test
    void aStandingAlertIsToldAgainOnlyAtItsIntervalAndAFigureAtTheThresholdRaisesNoStorm() {
        addWebhook();
        massChange("WAITING");
        alerts.watch();
        await(() -> received.size() == 1);
        bench.update("UPDATE alert SET told_at = now() - interval '5 hours' WHERE account = ?", account.id());

        alerts.watch();
        alerts.watch();

        await(() -> received.size() == 2);
        assertThat(received.get(1).type()).isEqualTo("alert.repeated");

        bench.update(
                "INSERT INTO listing_tally (account, agency, wanted, state, listings)"
                        + " VALUES (?, ?, 'ON_SALE', 'LIVE', 80), (?, ?, 'ON_SALE', 'ISSUES', 20)",
                account.id(),
                account.agency(),
                account.id(),
                account.agency());
        alerts.watch();
        await(() -> received.size() == 3);
        for (int flips = 0; flips < 5; flips++) {
            tally("LIVE");
            alerts.watch();
            tally("ISSUES");
            alerts.watch();
        }
        agency().get("/api/v1/alerts").then().body("standing.rule", hasItem("REFUSED_SHARE"));
        assertThat(bench.count("SELECT count(*) FROM alert_delivery WHERE agency = ?", account.agency()))
                .isEqualTo(3);
        bench.update("DELETE FROM listing_tally WHERE account = ?", account.id());
    }

    @Test
    void whatIsSwitchedOffOrFallsUnderAThresholdThatRoseIsOverWithoutAWord() {
        addWebhook();
        massChange("WAITING");
        bench.update(
                "INSERT INTO listing_tally (account, agency, wanted, state, listings)"
                        + " VALUES (?, ?, 'ON_SALE', 'LIVE', 80), (?, ?, 'ON_SALE', 'ISSUES', 20)",
                account.id(),
                account.agency(),
                account.id(),
                account.agency());
        alerts.watch();
        await(() -> received.size() == 2);
        try {
            bench.update("UPDATE alert_rule SET enabled = false WHERE rule = 'MASS_CHANGE'");
            bench.update("UPDATE alert_rule SET threshold = 50 WHERE rule = 'REFUSED_SHARE'");
            alerts.watch();

            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));
            assertThat(bench.texts("SELECT occasion FROM alert_delivery WHERE agency = ?", account.agency()))
                    .containsExactly("RAISED", "RAISED");
        } finally {
            bench.update("UPDATE alert_rule SET enabled = true WHERE rule = 'MASS_CHANGE'");
            bench.update("UPDATE alert_rule SET threshold = 10 WHERE rule = 'REFUSED_SHARE'");
            bench.update("DELETE FROM mass_change WHERE account = ?", account.id());
            bench.update("DELETE FROM listing_tally WHERE account = ?", account.id());
        }
    }

    @Test
    void aRuleThatFailsSilencesNoOtherAndLeavesItsAlerts() {
        addWebhook();
        massChange("WAITING");
        bench.update(
                "INSERT INTO alert (agency, rule, subject, account, name, figure, detail, raised_at, told_at)"
                        + " VALUES (?, 'OLDEST_WAITING', ?, ?, 'x', 20, '', now(), now())",
                account.agency(),
                account.id().toString(),
                account.id());
        bench.update(
                "UPDATE alert_rule SET threshold = 1e300 WHERE rule = 'OLDEST_WAITING'"); // no instant is so long ago
        long before = System.nanoTime();
        try {
            alerts.watch();

            await(() -> received.size() == 1);
            agency().get("/api/v1/alerts")
                    .then()
                    .body("standing.rule", containsInAnyOrder("MASS_CHANGE", "OLDEST_WAITING"));
            assertThat(lookedAge()).isGreaterThan(secondsSince(before));
        } finally {
            bench.update("UPDATE alert_rule SET threshold = 15 WHERE rule = 'OLDEST_WAITING'");
        }
        before = System.nanoTime();
        alerts.watch();
        assertThat(lookedAge()).isLessThan(secondsSince(before));
    }

    @Test
    void parkedMessagesAreCountedWithoutReadingThem() {
        int there = Math.toIntExact(bench.count("SELECT count(*) FROM parked_event WHERE settled_at IS NULL"));
        bench.update(
                "INSERT INTO parked_event (consumer, topic, partition, message_offset, payload, reason)"
                        + " SELECT 'alert-test', 'x', 0, n, convert_to(repeat('x', 1000000), 'UTF8'), 'x' FROM generate_series(1, 40) n");
        try {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            alerts.watch();
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
            operations()
                    .get("/api/v1/alerts")
                    .then()
                    .body("standing.find { it.subject == 'events' }.figure", equalTo(there + 40));
        } finally {
            bench.update("DELETE FROM parked_event WHERE consumer = 'alert-test'");
            alerts.watch();
        }
    }

    @Test
    void aStoppedChannelIsToldToEveryAgencyAndAnAgencysAlertsToNobodyElse() {
        addWebhook();
        ChannelAccount other = bench.account();
        bench.pause(other);
        bench.update(
                "INSERT INTO mass_change (account, agency, kind, since, listings, live) VALUES (?, ?, 'END', now(), 9, 9)",
                other.id(),
                other.agency());
        bench.update(
                "INSERT INTO channel_stop (channel, reason, stopped_at, stopped_by) VALUES ('memory', 'Wrong prices', now(), 'x')");

        alerts.watch();

        await(() -> received.size() == 1);
        assertThat(JsonPath.from(received.get(0).body()).getString("data.text"))
                .contains("stopped for everybody: Wrong prices");
        agency().get("/api/v1/alerts").then().body("standing.rule", contains("CHANNEL_STOPPED"));
        bench.update("DELETE FROM channel_stop");
        bench.update("DELETE FROM mass_change WHERE account = ?", other.id());
        alerts.watch();
        await(() -> received.size() == 2);
    }

    private double lookedAge() {
        return meters.get("haat.sync.alerts.looked.age").gauge().value();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private void tally(String state) {
        bench.update("UPDATE listing_tally SET state = ? WHERE account = ? AND listings = 20", state, account.id());
    }
}
