package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.http.Quota;
import org.junit.jupiter.api.Test;

/** Quotas that the accounts of one group share, while accounts come, go and change. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class QuotaGroupIT extends TwoReplicas {
    @Inject
    Accounts accounts;

    @Test
    void accountsOfOneGroupShareItsBucketAlsoWhenTheFirstOfThemGoes() {
        String group = "group-" + UUID.randomUUID();
        UUID second = bench.account().id();
        UUID third = bench.account().id();
        Quota grouped = PATCH.of(group);
        assertThat(one.take(account, grouped)).isZero();

        assertThat(drain(other, grouped, second)).as("of four, one is spent").isEqualTo(3);
        assertThat(one.take(third, PATCH.of("another"))).isZero();
        assertThat(one.take(second, PATCH)).as("its own").isZero();

        bench.update("DELETE FROM channel_account WHERE id = ?", account);
        clock.advance(Duration.ofSeconds(60));
        assertThat(drain(one, grouped, second) + drain(other, grouped, third)).isEqualTo(4);
    }

    @Test
    void accountThatLeftItsGroupTakesNothingOfItsBucketAnyMore() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        UUID third = bench.account().id();
        assertThat(one.take(account, grouped)).isZero();
        assertThat(other.take(second, grouped)).isZero();

        changeSettings(account);
        assertThat(drain(one, PATCH, account)).as("its own").isPositive();

        assertThat(drain(other, grouped, second)).as("of four, two are spent").isEqualTo(2);
        assertThat(drain(one, grouped, third)).isZero();
    }

    @Test
    void bucketOfAGroupOutlivesTheMoveOfWhoKeptItToAnotherGroup() {
        Quota first = PATCH.of("group-" + UUID.randomUUID());
        Quota next = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        UUID third = bench.account().id();
        drain(one, first, account);
        assertThat(other.take(second, first)).isPositive();
        one.learn(account, first, 0.5);

        changeSecret(account);
        assertThat(drain(one, next, account)).isEqualTo(4);
        assertThat(other.take(second, first)).isPositive();
        clock.advance(Duration.ofSeconds(2));

        assertThat(drain(other, first, second))
                .as("the rate that was learnt goes along")
                .isEqualTo(1);
        assertThat(drain(other, first, third)).isZero();
        assertThat(drain(other, next, third)).isEqualTo(4);
    }

    @Test
    void accountThatStaysInItsGroupWhenItIsChangedGetsNoPermitMore() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        assertThat(one.take(account, grouped)).isZero();
        assertThat(other.take(second, grouped)).isZero();

        changeSettings(account);

        assertThat(drain(one, grouped, account) + drain(other, grouped, second)).isEqualTo(2);
        changeSettings(second);
        assertThat(drain(one, grouped, account) + drain(other, grouped, second)).isZero();
    }

    @Test
    void accountAloneInItsGroupKeepsTheLevelAndTakesNoneOfWhoComesLater() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        drain(one, grouped, account);
        changeSettings(account);
        assertThat(one.take(account, PATCH))
                .as("the partner may count it still")
                .isPositive();
        UUID second = bench.account().id();

        assertThat(drain(other, grouped, second)).isEqualTo(4);
        clock.advance(Duration.ofSeconds(1));
        assertThat(drain(one, PATCH, account)).isEqualTo(4);
        assertThat(drain(other, grouped, second)).isEqualTo(4);
    }

    @Test
    void callThatWasStillMadeByTheSettingsOfBeforeJoinsTheGroupForNoLongerThanThat() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        assertThat(one.take(account, grouped)).isZero();
        changeSettings(account);

        assertThat(one.take(account, grouped)).isZero();
        assertThat(one.take(account, PATCH)).isZero();

        assertThat(drain(other, grouped, second)).isEqualTo(4);
    }

    private void changeSettings(UUID id) {
        ChannelAccount known = sql.system(() -> accounts.find(id)).orElseThrow();
        ChannelAccount changed = SyncBench.withSettings(known, Map.of("seller_id", "another"));
        assertThat(sql.system(() -> accounts.update(known, changed, null, "a person")))
                .isTrue();
    }

    private void changeSecret(UUID id) {
        ChannelAccount known = sql.system(() -> accounts.find(id)).orElseThrow();
        sql.system(() -> {
            accounts.setSecret(known, "client_id", "another", "a person");
            return true;
        });
    }
}
