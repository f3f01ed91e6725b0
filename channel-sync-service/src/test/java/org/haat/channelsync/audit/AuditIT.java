package org.haat.channelsync.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.haat.testsupport.TestIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Audits on the marketplace in memory: drift of each kind is planted behind Haat's back. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT extends AuditsOfAnAccount {
    /** Six pages and a little of the census, so that the second look is a small part of all calls. */
    private static final int MANY = 260;

    private @Nullable ChannelAccount many;

    @Test
    void plantedDriftOfEachKindIsFoundMendedAndGoneTheNextTime() {
        manyLive();
        plant();

        JsonPath first = audited(start(false));

        assertThat(first.getString("state")).isEqualTo("COMPLETE");
        assertThat(kinds(first))
                .isEqualTo(Map.of("MISSING", 1, "EXTRA", 1, "PRICE", 1, "STOCK", 1, "STATUS", 1, "CONTENT", 1));
        assertThat(first.getInt("compared")).isEqualTo(MANY);
        assertThat(first.getInt("found")).isEqualTo(MANY);
        assertThat(first.getDouble("callsPerMinimum")).isBetween(1.0, 1.2);
        assertThat(first.getString("askedBy")).isNotBlank();
        await(() -> market.listings(account.id()).containsKey("SKU-1")
                && there("SKU-2").price().equals(Money.inr(199_950))
                && there("SKU-3").quantity() == 5
                && bench.state(account, "SKU-1").equals("LIVE"));
        assertThat(market.listings(account.id()))
                .as("what is not ours is never taken down")
                .containsKey("THEIRS-1");
        assertThat(bench.texts(
                        "SELECT DISTINCT actor FROM listing_history h JOIN listing l ON l.id = h.listing"
                                + " WHERE l.account = ? AND l.sku = 'SKU-2' AND h.cause LIKE '%PRICE%'",
                        account.id()))
                .containsExactly("audit");

        leaveTheExtra(first.getLong("id"));
        await(() -> bench.state(account, "SKU-4").equals("LIVE"));
        bench.awaitQuiet(account);
        assertThat(bench.texts(
                        "SELECT l.sku || ' ' || c.facet || (f.applied_hash = c.after_hash) FROM listing_change c"
                                + " JOIN listing l ON l.id = c.listing JOIN listing_facet f ON f.listing = c.listing"
                                + " AND f.facet = c.facet WHERE c.account = ? AND c.change_set = ? ORDER BY 1",
                        account.id(),
                        "audit-" + first.getLong("id")))
                .as("what the repairs of this audit changed, and that the channel took it")
                .containsExactly("SKU-1 CONTENTtrue", "SKU-2 PRICEtrue", "SKU-3 STOCKtrue");
        settled();
        JsonPath second = audited(start(false));

        assertThat(kinds(second)).isEmpty();
        assertThat(second.getDouble("callsPerMinimum")).isBetween(1.0, 1.2);
        market.meddle(account.id(), "THEIRS-1", null);
    }

    @Test
    void pagesThatAnEarlierCallBroughtCostNoCallAndAreJudgedAsOfTheirTime() {
        bench.live(account, MANY);
        settled();
        plant();
        market.countOutAsOf(account.id(), Instant.EPOCH);
        JsonPath old = audited(start(true));
        market.countOutAsOf(account.id(), Instant.now());
        JsonPath young = audited(start(true));

        assertThat(kinds(old)).as("all was changed since").isEqualTo(Map.of("EXTRA", 1));
        assertThat(old.getInt("moving")).isEqualTo(MANY - 1);
        assertThat(old.getInt("calls")).isEqualTo(1);
        assertThat(kinds(young))
                .isEqualTo(Map.of("MISSING", 1, "EXTRA", 1, "PRICE", 1, "STOCK", 1, "STATUS", 1, "CONTENT", 1));
        assertThat(young.getInt("calls")).as("the list, and a second look").isEqualTo(2);
        assertThat(young.getString("state")).isEqualTo("COMPLETE");
    }

    @Test
    void auditThatWasCutOffGoesOnWhereItStood() {
        manyLive();
        market.fail(
                MemoryOperation.LIST_LISTINGS,
                new ChannelException(FailureKind.TEMPORARY, "Gone for a moment"),
                1,
                false);
        long id = start(false);
        await(() -> bench.count("SELECT failures FROM audit WHERE id = ?", id) > 0
                || bench.count("SELECT calls FROM audit WHERE id = ?", id) > 1);

        // as a replica that dies leaves it: the lease goes to another one, the call stays open
        bench.update("UPDATE audit SET calls = calls + 1 WHERE id = ? AND outcome IS NULL", id);
        bench.update("DELETE FROM lease WHERE name = ?", "account|" + account.id());

        JsonPath audit = audited(id);
        assertThat(audit.getString("state")).isEqualTo("COMPLETE");
        assertThat(audit.getInt("found")).isEqualTo(MANY);
        assertThat(audit.getInt("compared")).isEqualTo(MANY);
        assertThat(audit.getInt("calls"))
                .as("six pages, and at most a failed and a lost one")
                .isBetween(6, 9);
        assertThat(kinds(audit)).isEmpty();
    }

    /** Many take seconds until they are live; each test that takes these leaves them as they were. */
    private void manyLive() {
        if (many == null) {
            many = account;
            bench.live(many, MANY);
        }
        account = many;
        bench.activate(account);
        settled();
    }

    /** Behind Haat's back. */
    private void plant() {
        market.meddle(account.id(), "SKU-1", null);
        MemoryListing two = there("SKU-2");
        market.meddle(
                account.id(),
                "SKU-2",
                new MemoryListing(two.content(), two.remoteId(), two.mrp(), Money.inr(99_900), two.quantity(), 0));
        MemoryListing three = there("SKU-3");
        market.meddle(
                account.id(),
                "SKU-3",
                new MemoryListing(three.content(), three.remoteId(), three.mrp(), three.price(), 9, 0));
        MemoryListing four = there("SKU-4");
        market.meddle(
                account.id(),
                "SKU-4",
                new MemoryListing(four.content(), four.remoteId(), four.mrp(), four.price(), four.quantity(), 3));
        MemoryListing five = there("SKU-5");
        market.meddle(
                account.id(),
                "SKU-5",
                new MemoryListing(
                        new SyncBench.Wish(account.agency(), "SKU-5", 1)
                                .title("Somebody else's words")
                                .snapshot(),
                        five.remoteId(),
                        five.mrp(),
                        five.price(),
                        five.quantity(),
                        0));
        market.meddle(account.id(), "THEIRS-1", five);
    }

    @Test
    void textChangedThereIsToldInBothWordsAndTheChannelsSpellingIsNot() {
        bench.live(account, 3);
        settled();
        attribute("SKU-1", "colour", "Blue");
        attribute("SKU-2", "colour", "WHITE  with red border");

        JsonPath audit = audited(start(false));

        assertThat(kinds(audit)).isEqualTo(Map.of("CONTENT", 1));
        assertThat(audit.getDouble("callsPerMinimum"))
                .as("the pages bring the texts along")
                .isBetween(1.0, 1.2);
        assertThat(bench.texts(
                        "SELECT sku || ' ' || wanted || ' > ' || shown || ' ' || state FROM audit_drift WHERE audit = ?",
                        audit.getLong("id")))
                .containsExactly("SKU-1 colour: White with red border > colour: Blue REPORTED");
    }

    /** As after a release that writes our texts otherwise: what the channel shows is what was sent then. */
    @Test
    void textThatOurWriterOfThenSentIsNoDriftAndAnotherOneIs() {
        bench.live(account, 2);
        settled();
        assertThat(bench.count(
                        "SELECT count(*) FROM sent_texts s JOIN listing l ON l.id = s.listing JOIN listing_facet f"
                                + " ON f.listing = l.id AND f.facet = 'CONTENT' AND f.applied_hash = s.hash WHERE l.account = ?",
                        account.id()))
                .as("kept when the channel took them")
                .isEqualTo(2);
        bench.update(
                "UPDATE sent_texts SET texts = jsonb_set(texts, '{colour}', '[\"Cream, red border\"]')"
                        + " WHERE listing IN (SELECT id FROM listing WHERE account = ? AND sku = 'SKU-1')",
                account.id());
        attribute("SKU-1", "colour", "Cream, red border");
        attribute("SKU-2", "colour", "Cream, red border");

        JsonPath audit = audited(start(true));

        assertThat(bench.texts(
                        "SELECT sku || ' ' || wanted || ' > ' || shown FROM audit_drift WHERE audit = ?",
                        audit.getLong("id")))
                .containsExactly("SKU-2 colour: White with red border > colour: Cream, red border");
    }

    @Test
    void textsOfWhatWasNeverSentAreKeptOnceAnAuditHasSeenThem() {
        bench.live(account, 2);
        settled();
        bench.update(
                "DELETE FROM sent_texts WHERE listing IN (SELECT id FROM listing WHERE account = ?)", account.id());
        attribute("SKU-2", "colour", "Blue");

        assertThat(kinds(audited(start(true)))).isEqualTo(Map.of("CONTENT", 1));

        assertThat(bench.texts(
                        "SELECT l.sku || ' ' || (s.texts -> 'colour' ->> 0) FROM sent_texts s JOIN listing l"
                                + " ON l.id = s.listing WHERE l.account = ?",
                        account.id()))
                .containsExactly("SKU-1 White with red border");
    }

    /** Somebody writes another attribute there. */
    private void attribute(String sku, String name, String value) {
        MemoryListing now = there(sku);
        ListingSnapshot s = now.content();
        Map<String, String> attributes = new TreeMap<>(s.attributes());
        attributes.put(name, value);
        ListingSnapshot changed = new ListingSnapshot(
                s.agency(),
                s.sku(),
                s.version(),
                s.state(),
                s.channels(),
                s.craft(),
                s.title(),
                s.description(),
                s.bullets(),
                s.brand(),
                attributes,
                s.hsn(),
                s.gstRateBasisPoints(),
                s.gtin(),
                s.mrp(),
                s.price(),
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                s.leadTimeDays(),
                s.procurement());
        market.meddle(
                account.id(),
                sku,
                new MemoryListing(changed, now.remoteId(), now.mrp(), now.price(), now.quantity(), 0));
    }

    @Test
    void reportOnlyTellsAndMendsNothing() {
        bench.live(account, 2);
        settled();
        market.meddle(account.id(), "SKU-1", null);

        JsonPath audit = audited(start(true));

        assertThat(kinds(audit)).isEqualTo(Map.of("MISSING", 1));
        bench.awaitQuiet(account);
        assertThat(market.listings(account.id())).containsOnlyKeys("SKU-2");
        as("agency-admin")
                .get("/api/v1/audits/" + audit.getLong("id") + "/drift?kind=missing")
                .then()
                .statusCode(200)
                .body("lines[0].sku", equalTo("SKU-1"))
                .body("lines[0].state", equalTo("REPORTED"));
    }

    @Test
    void differenceThatCannotBeLookedAtAgainIsNamedAndTheOthersAreMended() {
        bench.live(account, 3);
        settled();
        for (String sku : List.of("SKU-1", "SKU-2", "SKU-3")) {
            MemoryListing was = there(sku);
            market.meddle(
                    account.id(),
                    sku,
                    new MemoryListing(was.content(), was.remoteId(), was.mrp(), Money.inr(99_900), was.quantity(), 0));
        }
        market.garble(account.id(), "SKU-2");

        JsonPath audit = audited(start(false));
        market.calm();

        assertThat(audit.getString("state")).isEqualTo("INCOMPLETE");
        assertThat(unreadable(audit)).containsExactly("SKU-2 STATUS LIVE UNREADABLE REPORTED");
        assertThat(kinds(audit)).isEqualTo(Map.of("PRICE", 2, "STATUS", 1));
        await(() -> there("SKU-1").price().equals(Money.inr(199_950))
                && there("SKU-3").price().equals(Money.inr(199_950)));
    }

    @Test
    void auditOfAChannelThatNobodyCanReadEnds() {
        bench.live(account, 10);
        settled();
        for (int n = 1; n <= 10; n++) {
            market.garble(account.id(), "SKU-" + n);
            MemoryListing was = there("SKU-" + n);
            market.meddle(
                    account.id(),
                    "SKU-" + n,
                    new MemoryListing(was.content(), was.remoteId(), was.mrp(), Money.inr(99_900), was.quantity(), 0));
        }

        JsonPath audit = audited(start(true));
        market.calm();

        assertThat(audit.getString("state")).isEqualTo("FAILED");
        assertThat(audit.getString("why")).isEqualTo("PROTOCOL");
    }

    @Test
    void oneAuditRunsAtATimeAndStopsWhenAsked() {
        bench.live(account, 1);
        market.fail(
                MemoryOperation.LIST_LISTINGS,
                new ChannelException(FailureKind.THROTTLED, "Later", "429", Duration.ofMinutes(5), null),
                1,
                false);
        long id = start(false);

        as("agency-admin")
                .body(Map.of("account", account.id()))
                .post("/api/v1/audits")
                .then()
                .statusCode(409)
                .body("code", equalTo("audit-runs"));
        as("agency-admin")
                .post("/api/v1/audits/" + id + "/stop")
                .then()
                .statusCode(200)
                .body("state", equalTo("STOPPED"));
        assertThat(bench.texts(
                        "SELECT detail FROM account_change WHERE account = ? AND action = 'audit stopped'",
                        account.id()))
                .containsExactly(Long.toString(id));
        as("agency-admin").post("/api/v1/audits/" + id + "/stop").then().statusCode(409);
    }

    @Test
    void auditsAreTheAgencysOwn() {
        bench.live(account, 1);
        long id = start(true);

        given().auth()
                .oauth2(TestIdentity.token("Somebody else", "another-agency", "agency-admin"))
                .get("/api/v1/audits/" + id)
                .then()
                .statusCode(404);
        as("catalogue-editor").get("/api/v1/audits").then().statusCode(403);
        as("agency-admin")
                .get("/api/v1/audits/" + id + "/drift?kind=COLOUR")
                .then()
                .statusCode(422);
        as("agency-admin")
                .get("/api/v1/audits?account=" + account.id())
                .then()
                .body("audits[0].accountName", equalTo(account.name()));
    }

    private void leaveTheExtra(long audit) {
        long line = as("agency-admin")
                .get("/api/v1/audits/" + audit + "/drift?kind=EXTRA")
                .jsonPath()
                .getLong("lines[0].id");
        as("agency-admin")
                .post("/api/v1/audits/" + audit + "/drift/" + line + "/leave")
                .then()
                .statusCode(204);
    }
}
