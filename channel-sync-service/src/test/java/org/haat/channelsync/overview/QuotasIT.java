package org.haat.channelsync.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.channelsync.CountedDataSource.statements;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.SharedThrottle;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls used of what the channel grants, as the overview tells them. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class QuotasIT {
    /** An operation that nothing in these tests calls. */
    private static final String OPERATION = "CONFIRM_SHIPMENT";

    @Inject
    SyncBench bench;

    @Inject
    Overview overview;

    @Inject
    Quotas quotas;

    @Inject
    SharedThrottle throttle;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        account = bench.account();
    }

    @Test
    void callsOfTheRunningWindowStandAgainstTheRateThatTheChannelGranted() {
        counted(OPERATION, "ok", 100, Duration.ZERO);
        counted(OPERATION, "THROTTLED", 20, Duration.ZERO);
        counted(OPERATION, "ok", 5_000, Duration.ofMinutes(10));
        assertThat(use(OPERATION)).hasValueSatisfying(use -> {
            assertThat(use.source()).isEqualTo(QuotaUse.Source.PUBLISHED);
            assertThat(use.calls())
                    .as("a bucket that fills in seconds is judged by the minute")
                    .isEqualTo(120);
        });

        learn(1.0);

        QuotaUse use = await(OPERATION, QuotaUse.Source.LEARNT);
        assertThat(use.throttled()).isEqualTo(20);
        assertThat(use.granted()).as("a burst of 200, and one a second").isBetween(260L, 321L);
        assertThat(use.share()).isBetween(120 / 321.0, 120 / 260.0);
        assertThat(row().highestShare()).isGreaterThanOrEqualTo(use.share() * 0.9);
    }

    @Test
    void slowQuotaIsJudgedOverTheHour() {
        counted("SEARCH", "ok", 30, Duration.ofMinutes(50));
        counted("SEARCH", "ok", 10, Duration.ofMinutes(70));

        QuotaUse use = use("SEARCH").orElseThrow();

        assertThat(use.calls()).isEqualTo(30);
        assertThat(use.windowSeconds()).isBetween(3_540L, 3_600L);
        assertThat(use.granted()).as("the channel states no limit for it").isNull();
    }

    @Test
    void rateThatOneOfAGroupLearntIsToldOfEachOfIt() {
        Quota shared = new Quota(OPERATION, 50, 200).of("group-" + UUID.randomUUID());
        ChannelAccount first = bench.account();
        throttle.take(first.id(), shared);
        throttle.learn(first.id(), shared, 2.5);
        counted(OPERATION, "ok", 10, Duration.ZERO);
        assertThat(use(OPERATION).orElseThrow().source())
                .as("it drew from no bucket of the group yet")
                .isEqualTo(QuotaUse.Source.PUBLISHED);

        throttle.take(account.id(), shared);

        QuotaUse use = Scope.agency(account.agency(), overview::rows).stream()
                .flatMap(row -> row.quotas().stream())
                .filter(one -> one.operation().equals(OPERATION))
                .findFirst()
                .orElseThrow();
        assertThat(use.source()).isEqualTo(QuotaUse.Source.LEARNT);
        assertThat(use.ratePerSecond()).isEqualTo(2.5);
    }

    @Test
    void rateOfAGroupIsNotToldOfAnAccountThatLeftIt() {
        Quota shared = new Quota(OPERATION, 50, 200).of("group-" + UUID.randomUUID());
        UUID first = bench.account().id();
        throttle.take(first, shared);
        throttle.learn(first, shared, 2.5);
        throttle.take(account.id(), shared);
        counted(OPERATION, "ok", 10, Duration.ZERO);
        assertThat(use(OPERATION).orElseThrow().source()).isEqualTo(QuotaUse.Source.LEARNT);

        ChannelAccount changed = SyncBench.withSettings(account, Map.of("seller_id", "another"));
        assertThat(sql.system(() -> accounts.update(account, changed, null, "a person")))
                .isTrue();

        assertThat(use(OPERATION).orElseThrow().source()).isEqualTo(QuotaUse.Source.PUBLISHED);
    }

    @Test
    void quotasOfAllThatAListingWaitsForAreReadTogether() {
        counted(OPERATION, "ok", 10, Duration.ZERO);
        List<QuotaUse> uses = new ArrayList<>();

        List<String> statements = statements(() ->
                sql.system(() -> uses.addAll(quotas.of(account, List.of(OPERATION, "SEARCH", "SET_STOCK", "*")))));

        assertThat(uses).extracting(QuotaUse::operation).containsExactly(OPERATION, "SEARCH", "SET_STOCK", "*");
        assertThat(uses).extracting(QuotaUse::calls).containsExactly(10L, 0L, 0L, 10L);
        assertThat(statements.stream().filter(one -> one.contains("SELECT") && !one.contains("set_config")))
                .hasSize(2);
    }

    @Test
    void fullestQuotaComesFirst() {
        learn(0.5);
        counted(OPERATION, "ok", 400, Duration.ZERO);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> row().quotas().get(0).operation(), OPERATION::equals);

        assertThat(row().highestShare())
                .as("more than granted is told as it is")
                .isGreaterThan(1);
    }

    private void learn(double ratePerSecond) {
        throttle.learn(account.id(), new Quota(OPERATION, 50, 200), ratePerSecond);
    }

    private void counted(String operation, String outcome, long calls, Duration ago) {
        bench.update(
                "INSERT INTO account_usage (account, agency, minute, operation, outcome, calls) VALUES (?, ?, ?, ?, ?, ?)",
                account.id(),
                account.agency(),
                Instant.now().minus(ago).truncatedTo(ChronoUnit.MINUTES),
                operation,
                outcome,
                calls);
    }

    private QuotaUse await(String operation, QuotaUse.Source source) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> use(operation).filter(use -> use.source() == source), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<QuotaUse> use(String operation) {
        return row().quotas().stream()
                .filter(use -> use.operation().equals(operation))
                .findFirst();
    }

    private Overview.Row row() {
        List<Overview.Row> rows = sql.system(overview::rows);
        return rows.stream()
                .filter(row -> row.account().equals(account.id()))
                .findFirst()
                .orElseThrow();
    }
}
