package org.haat.channelsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audits of an account whose list tells prices and stock, and of the content only that titles and bullets were changed. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AuditedTextsIT extends AuditsOfAnAccount {
    private static final int LISTINGS = 25;
    private static final int READ_AT_ONCE = 10;
    private static final String COLOUR = "White with red border";
    private static final String BULLET = "Light enough for summer";

    @Inject
    Audits audits;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @BeforeEach
    void listed() {
        bench.live(account, LISTINGS);
        settled();
        market.countOutAsOf(account.id(), Instant.now());
    }

    @Test
    void auditInFullFindsWhatTheListDoesNotTellByOneCallForEachReading() {
        change("SKU-2", COLOUR, "Blue");

        JsonPath listed = audited(start(true));
        JsonPath full = audited(startInFull());

        assertThat(kinds(listed)).isEmpty();
        assertThat(listed.getInt("compared")).isEqualTo(LISTINGS);
        assertThat(listed.getInt("texts")).isZero();
        assertThat(listed.getInt("textsLeft")).isEqualTo(LISTINGS);
        assertThat(listed.getInt("calls")).isOne();
        assertThat(kinds(full)).isEqualTo(Map.of("CONTENT", 1));
        assertThat(full.getInt("compared")).isEqualTo(LISTINGS);
        assertThat(full.getInt("texts")).isEqualTo(LISTINGS);
        assertThat(full.getInt("textsLeft")).isZero();
        assertThat(full.getInt("calls"))
                .as("the list, a call for each ten, and a second look")
                .isEqualTo(1 + (LISTINGS + READ_AT_ONCE - 1) / READ_AT_ONCE + 1)
                .isEqualTo(full.getInt("minimum"));
    }

    @Test
    void listingThatNobodyCanReadIsNamedAndTheOthersAreCompared() {
        market.garble(account.id(), "SKU-3");

        JsonPath full = audited(startInFull());
        market.calm();

        assertThat(full.getString("state")).isEqualTo("INCOMPLETE");
        assertThat(full.getString("why")).isEqualTo("UNREADABLE");
        assertThat(full.getInt("texts")).isEqualTo(LISTINGS - 1);
        assertThat(unreadable(full)).containsExactly("SKU-3 STATUS LIVE UNREADABLE REPORTED");
        assertThat(audited(startInFull()).getString("state")).isEqualTo("COMPLETE");
    }

    @Test
    void whatTheListTellsOfAfterAReadingIsReadAgainAndNothingElse() {
        JsonPath first = audited(startInFull());
        change("SKU-3", BULLET, "Warm enough for winter");

        JsonPath second = audited(start(true));
        JsonPath third = audited(start(true));

        assertThat(kinds(first)).isEmpty();
        assertThat(second.getInt("texts")).isOne();
        assertThat(bench.texts(
                        "SELECT sku || ' ' || shown FROM audit_drift WHERE audit = ? AND kind = 'CONTENT'",
                        second.getLong("id")))
                .singleElement()
                .asString()
                .startsWith("SKU-3 bullets: Warm enough");
        assertThat(second.getInt("calls"))
                .as("the list, a reading, a second look")
                .isEqualTo(3)
                .isEqualTo(second.getInt("minimum"));
        assertThat(kinds(third)).as("as long as it differs").isEqualTo(Map.of("CONTENT", 1));

        change("SKU-3", "Warm enough for winter", BULLET);
        assertThat(audited(start(true)).getInt("texts")).isOne();
        assertThat(audited(start(true)).getInt("texts")).as("it agreed").isZero();
    }

    @Test
    void nightsReadEachListingOnceInAsManyNightsAndANightThatWasStoppedIsMadeUpFor() {
        List<JsonPath> nights = new ArrayList<>(List.of(audited(night()), audited(night())));
        bench.pause(account);
        long stopped = night();
        as("agency-admin").post("/api/v1/audits/" + stopped + "/stop").then().statusCode(200);
        bench.activate(account);
        nights.add(audited(night()));

        assertThat(nights).extracting(night -> night.getInt("contentShare")).containsExactly(1, 2, 3);
        assertThat(nights)
                .extracting(night -> night.getInt("texts"))
                .allMatch(texts -> texts >= LISTINGS / 3)
                .satisfies(texts ->
                        assertThat(texts.stream().mapToInt(n -> n).sum()).isEqualTo(LISTINGS));
        assertThat(nights).allMatch(night -> night.getDouble("callsPerMinimum") == 1.0);
        assertThat(bench.count(
                        "SELECT count(*) FROM content_proof p JOIN listing l ON l.id = p.listing WHERE l.account = ?",
                        account.id()))
                .isEqualTo(LISTINGS);
        assertThat(audited(night()).getInt("contentShare")).isOne();
    }

    private long night() {
        return sql.system(() -> {
            long id = audits.begin(account, Audit.SCHEDULE, true, true, 3, Instant.now())
                    .orElseThrow()
                    .id();
            accounts.wake(account.id());
            return id;
        });
    }

    private long startInFull() {
        return as("agency-admin")
                .body(Map.of("account", account.id(), "reportOnly", true, "inFull", true))
                .post("/api/v1/audits")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** Behind Haat's back. */
    private void change(String sku, String from, String to) {
        MemoryListing now = there(sku);
        String content = StoredJson.write(now.content()).replace(from, to);
        market.meddle(
                account.id(),
                sku,
                new MemoryListing(
                        StoredJson.read(content, ListingSnapshot.class),
                        now.remoteId(),
                        now.mrp(),
                        now.price(),
                        now.quantity(),
                        0));
    }
}
