package org.haat.channelsync.publish;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class DelayedChangesIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    DelayedChanges delays;

    private ChannelAccount account;

    @BeforeEach
    void liveListing() {
        market.calm();
        account = bench.account();
        bench.live(account, 1);
        bench.awaitQuiet(account);
    }

    @Test
    void changeThatARefusedAccountHoldsUpIsToldWithWhoActsUntilItArrives() {
        stop("NEEDS_REAUTH", "The refresh token was revoked");
        changePrice();
        waitTwoMinutes();

        delays.tell();

        assertThat(bench.texts(
                        "SELECT code || ' ' || owner || ' ' || remedy FROM listing_issue WHERE account = ?",
                        account.id()))
                .containsExactly("DELAYED_ACCOUNT_REFUSED OPERATIONS remedy.account.reauthorise");
        assertThat(told()).startsWith("LIVE: A change waits").endsWith("The refresh token was revoked");
        assertThat(bench.state(account, "SKU-1")).isEqualTo("LIVE");
        assertThat(explained("bn"))
                .contains("একটি বদল এক মিনিটের বেশি অপেক্ষা করছে")
                .doesNotContain("A change waits");
        assertThat(explained("en")).doesNotContain("The marketplace says: A change waits");

        bench.activate(account);
        bench.awaitQuiet(account);
        delays.tell();

        assertThat(issues()).isEmpty();
        assertThat(told()).isEqualTo("LIVE: What was delayed has arrived");
    }

    private String explained(String language) {
        return given().auth()
                .oauth2(TestIdentity.token("mitali", account.agency(), "agency-admin"))
                .header("Accept-Language", language)
                .get("/api/v1/products/SKU-1/explain")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void anotherCauseReplacesTheFirst() {
        stop("NEEDS_REAUTH", "The refresh token was revoked");
        changePrice();
        waitTwoMinutes();
        delays.tell();
        stop("PAUSED", "Stocktaking");

        delays.tell();

        assertThat(issues()).containsExactly("DELAYED_ACCOUNT_PAUSED");
        assertThat(told()).contains("Stocktaking");
    }

    @Test
    void aDelayIsToldOnce() {
        stop("PAUSED", "Stocktaking");
        changePrice();
        waitTwoMinutes();
        delays.tell();
        long before = bench.count("SELECT version FROM listing WHERE account = ?", account.id());

        delays.tell();

        assertThat(bench.count("SELECT version FROM listing WHERE account = ?", account.id()))
                .isEqualTo(before);
    }

    @Test
    void changeThatHasJustComeIsNoDelay() {
        stop("PAUSED", "Stocktaking");
        changePrice();

        delays.tell();

        assertThat(issues()).isEmpty();
    }

    private void changePrice() {
        bench.tell(
                new SyncBench.Wish(account.agency(), "SKU-1", 2).price(150_000).snapshot());
    }

    /** From the future, so that it is not tried again while the test looks. */
    private void stop(String state, String cause) {
        assertThat(bench.update(
                        "UPDATE channel_account SET state = ?, cause = ?, state_since = now() + interval '1 hour'"
                                + " WHERE id = ?",
                        state,
                        cause,
                        account.id()))
                .isEqualTo(1);
    }

    private void waitTwoMinutes() {
        assertThat(bench.update(
                        "UPDATE listing_facet SET waiting_since = waiting_since - interval '2 minutes'"
                                + " WHERE account = ? AND waiting_since IS NOT NULL",
                        account.id()))
                .isPositive();
    }

    private List<String> issues() {
        return bench.texts("SELECT code FROM listing_issue WHERE account = ?", account.id());
    }

    /** What the last status event of this account's listing was sent for. */
    private String told() {
        return bench.texts(
                        "SELECT h.to_state || ': ' || h.cause FROM listing_history h JOIN listing l ON l.id = h.listing"
                                + " WHERE l.account = ? ORDER BY h.id DESC LIMIT 1",
                        account.id())
                .get(0);
    }
}
