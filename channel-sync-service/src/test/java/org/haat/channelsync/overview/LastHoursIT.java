package org.haat.channelsync.overview;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Propagation.Stage;
import org.haat.channelsync.engine.PropagationBook;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of the last hour in the overview, as metrics, and on the dashboard. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class LastHoursIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    Overview overview;

    @Inject
    PropagationBook propagation;

    @Inject
    SyncMetrics metrics;

    @Inject
    Explainer explainer;

    @Inject
    Sql sql;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @Test
    void changesAreTimedUntilTheyAreAcceptedAndUntilTheyAreLive() {
        assertThat(lastHour().accepted()).isNull();

        bench.live(account, 3);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 9));
        bench.awaitQuiet(account);

        LastHour.Spread accepted = lastHour().accepted();
        assertThat(accepted.changes()).as("three listings and a stock change").isEqualTo(4);
        assertThat(accepted.p50Millis()).isLessThanOrEqualTo(accepted.p99Millis());
        assertThat(accepted.p99Millis()).isLessThan(20_000);
        assertThat(lastHour().live().changes()).isEqualTo(3);
        assertThat(lastHour().live().p50Millis()).isGreaterThanOrEqualTo(accepted.p50Millis());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lastHour().calls() >= 5);
    }

    @Test
    void sharesOfTimesAreToldWithinAFifth() {
        Instant now = Instant.now();
        took(98, Duration.ofMillis(800), now);
        took(2, Duration.ofSeconds(70), now);
        took(500, Duration.ofHours(5), now.minus(Duration.ofMinutes(62)));

        LastHour.Spread accepted = lastHour().accepted();

        assertThat(accepted.changes())
                .as("what is older than an hour does not count")
                .isEqualTo(100);
        assertThat(accepted.p50Millis()).isBetween(800L, 960L);
        assertThat(accepted.p99Millis()).isBetween(70_000L, 84_000L);
    }

    @Test
    void callsAndThoseToldToWaitAreCountedOverTheHour() {
        counted("ok", 90, Duration.ofMinutes(50));
        counted("THROTTLED", 3, Duration.ofMinutes(5));
        counted("THROTTLED", 40, Duration.ofMinutes(61));

        assertThat(lastHour().calls()).isGreaterThanOrEqualTo(93);
        assertThat(lastHour().throttled()).isEqualTo(3);
    }

    @Test
    void prometheusSeesEveryMetricOfTheDashboardAndNoSecret() throws IOException {
        bench.live(account, 1);
        counted("THROTTLED", 3, Duration.ofMinutes(5));
        bench.update(
                "INSERT INTO account_expiry (account, agency, kind, expires_at, basis, since)"
                        + " VALUES (?, ?, 'CONSENT', '2027-01-01T00:00:00Z', 'TOLD', now())",
                account.id(),
                account.agency());
        bench.update(
                "INSERT INTO remote_order (account, remote_order_id, agency, remote_version, version, digest, status, placed_at,"
                        + " updated_at, received_at) VALUES (?, 'O-1', ?, 1, 1, 'd', 'UNSHIPPED', now(), now(),"
                        + " '2026-01-01T00:00:00Z')",
                account.id(),
                account.agency());
        audited();

        propagation.flush();
        metrics.refresh();
        String exposed = exposed();

        assertThat(exposed)
                .contains("haat_sync_throttled_last_hour{account=\"" + account.id() + "\",channel=\"memory\"} 3.0")
                .containsPattern("haat_sync_propagation_seconds\\{account=\"" + account.id()
                        + "\",channel=\"memory\",quantile=\"0.99\",stage=\"live\"} \\d")
                .contains("haat_sync_credential_expires_timestamp_seconds{account=\"" + account.id()
                        + "\",channel=\"memory\",kind=\"CONSENT\"} 1.7987616E9")
                .contains("haat_sync_last_order_timestamp_seconds{account=\"" + account.id()
                        + "\",channel=\"memory\"} 1.7672256E9")
                .contains("haat_sync_quota_throttled{account=\"" + account.id()
                        + "\",channel=\"memory\",operation=\"TEST\"} 3.0")
                .contains("haat_sync_agency_listings{agency=\"" + account.agency() + "\",state=\"live\"} 1.0")
                .doesNotContain("only-for-tests", account.name());
        assertThat(metricsOf(Path.of("../deploy/grafana/haat.json")))
                .hasSizeGreaterThan(8)
                .allSatisfy(metric -> assertThat(exposed).containsPattern("(?m)^" + Pattern.quote(metric) + "[ {]"));
    }

    /** What the console's overview shows of an account, Prometheus shows, too: no figure of a row is without its metric. */
    @Test
    void everyFigureOfTheOverviewIsAMetric() throws IOException {
        bench.live(account, 1);
        counted("SET_STOCK", "ok", 700, Duration.ZERO); // the minute may end before it is asked for
        counted("SET_STOCK", "ok", 700, Duration.ofMinutes(1));
        bench.update("UPDATE channel_account SET state = 'PAUSED', away_since = now() WHERE id = ?", account.id());
        bench.update(
                "INSERT INTO mass_change (account, agency, kind, since, listings, live) VALUES (?, ?, 'ZERO', now(), 40, 50)",
                account.id(),
                account.agency());
        metrics.refresh();
        String exposed = exposed();
        String own = "account=\"" + account.id() + "\",channel=\"memory\"";

        Stream.of(
                        "account_active{" + own + "} 0.0",
                        "account_state{" + own + ",state=\"paused\"} 1.0",
                        "account_state{" + own + ",state=\"away\"} 1.0",
                        "mass_changes{" + own + "} 1.0",
                        "to_settle{" + own + "} 0.0",
                        "orders_today{" + own + "} 0.0",
                        "waiting_changes{" + own + "} ",
                        "listings{" + own + ",state=\"live\"} 1.0",
                        "listings{" + own + ",state=\"awaiting_identifier\"} 0.0",
                        "listings{" + own + ",state=\"paused\"} 0.0")
                .forEach(line -> assertThat(exposed).contains("haat_sync_" + line));
        assertThat(exposed)
                .containsPattern("haat_sync_calls_per_minute\\{" + own + ",operation=\"SET_STOCK\"} 7\\d\\d")
                .contains("haat_sync_granted_per_minute{" + own + ",operation=\"SET_STOCK\"} ")
                .as("nothing was audited yet")
                .doesNotContain("haat_sync_drift{" + own, "haat_sync_last_audit_timestamp_seconds{" + own);

        audited();

        // A refresh by the clock that began before may end after this one.
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            metrics.refresh();
            assertThat(exposed())
                    .contains("haat_sync_drift{" + own + "} 0.0", "haat_sync_drift_waiting{" + own + "} 0.0")
                    .contains("haat_sync_last_audit_timestamp_seconds{" + own + "} 1.7672256E9");
        });
    }

    @Test
    void aChangeThatWaitsIsToldWhatItsOwnCallsHaveOfTheQuota() {
        bench.live(account, 1);
        counted("THROTTLED", 400, Duration.ofMinutes(1)); // of another operation, however full
        bench.update("UPDATE channel_account SET state = 'PAUSED' WHERE id = ?", account.id());

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 9));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !quotaSteps("en")
                .isEmpty());
        assertThat(quotaSteps("en"))
                .singleElement()
                .asString()
                .contains(" set stock ")
                .doesNotContain("TEST");
        assertThat(quotaSteps("bn")).singleElement().asString().contains("মজুত");
        assertThat(quotaSteps("hi")).singleElement().asString().contains("स्टॉक");
    }

    private List<String> quotaSteps(String language) {
        return sql.system(() -> explainer.explain("SKU-1", account.agency(), language)).stream()
                .flatMap(explanation -> explanation.chain().stream())
                .filter(step -> step.code().startsWith("quota."))
                .map(Explanation.Step::text)
                .toList();
    }

    private static Set<String> metricsOf(Path dashboard) throws IOException {
        Set<String> names = new TreeSet<>();
        Pattern.compile("haat_[a-z0-9_]+")
                .matcher(Files.readString(dashboard))
                .results()
                .forEach(name -> names.add(name.group()));
        return names;
    }

    private String exposed() {
        return given().get(management.toString().replaceAll("(/q)?/$", "") + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void audited() {
        bench.update(
                "INSERT INTO audit (account, agency, asked_by, scheduled, report_only, outcome, began_at, ended_at)"
                        + " VALUES (?, ?, 'test', false, true, 'COMPLETE', now(), '2026-01-01T00:00:00Z')",
                account.id(),
                account.agency());
    }

    private void took(int changes, Duration time, Instant at) {
        propagation.took(account, Stage.ACCEPTED, java.util.Collections.nCopies(changes, time), at);
        propagation.flush();
    }

    private void counted(String outcome, long number, Duration ago) {
        counted("TEST", outcome, number, ago);
    }

    private void counted(String operation, String outcome, long number, Duration ago) {
        bench.update(
                "INSERT INTO account_usage (account, agency, minute, operation, outcome, calls) VALUES (?, ?, ?, ?, ?, ?)",
                account.id(),
                account.agency(),
                Instant.now().minus(ago).truncatedTo(ChronoUnit.MINUTES),
                operation,
                outcome,
                number);
    }

    private LastHour lastHour() {
        propagation.flush();
        return sql.system(overview::rows).stream()
                .filter(row -> row.account().equals(account.id()))
                .findFirst()
                .orElseThrow()
                .lastHour();
    }
}
