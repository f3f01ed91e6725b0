package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.event.ListingSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One seller, one SKU, two places of dispatch: what an account does to an offer that is not its own alone. */
class SharedOfferTest {
    private static final String DETAILS = FlipkartStub.LISTINGS + "/details";
    private static final String UPDATE = FlipkartStub.LISTINGS + "/update";
    private static final String STOCK = UPDATE + "/inventory";
    private static final String OTHER = "LOCffffffffffffffffffffffffffffffff";
    private static final String SHARED = "SHG-SHARED";
    private static final String ALONE = "SHG-ALONE";
    private final FlipkartStub flipkart = new FlipkartStub();
    private final Account account = Listings.account();

    @AfterEach
    void stop() {
        flipkart.close();
    }

    @Test
    void retiringClosesOurPlaceAndLeavesWhatAnotherOneSells() {
        shows(offer(SHARED, "ACTIVE", "ENABLED", 3));
        accept(STOCK, SHARED);

        assertThat(retire(SHARED)).extracting(Outcome::status).containsExactly(Status.ACCEPTED);

        assertThat(flipkart.sent(STOCK)).isEqualTo(FlipkartStub.tree("""
                {"SHG-SHARED":{"product_id":"SHWHANDLOOM00001",
                  "locations":[{"id":"LOC0f3c9a7be1d2446c8a5b9e7d6c4f2a10","status":"DISABLED","inventory":0}]}}"""));
        assertThat(flipkart.requests(UPDATE)).isEmpty();
    }

    @Test
    void neighbourThatIsSoldOutIsNotTakenDownEither() {
        shows(offer(SHARED, "ACTIVE", "ENABLED", 0));
        accept(STOCK, SHARED);

        assertThat(retire(SHARED)).extracting(Outcome::status).containsExactly(Status.ACCEPTED);

        assertThat(flipkart.requests(UPDATE)).isEmpty();
    }

    @Test
    void lastOneToLeaveArchivesTheOffer() {
        shows(offer(SHARED, "ACTIVE", "DISABLED", 0));
        accept(UPDATE, SHARED);

        assertThat(retire(SHARED)).extracting(Outcome::status).containsExactly(Status.ACCEPTED);

        JsonNode sent = flipkart.sent(UPDATE).get(SHARED);
        assertThat(sent.at("/archived_status").asText()).isEqualTo("ARCHIVED");
        assertThat(sent.at("/locations/1/status").asText()).isEqualTo("DISABLED");
        assertThat(flipkart.requests(STOCK)).isEmpty();
    }

    @Test
    void faultOfAnArchivingDoesNotTouchWhatIsClosed() {
        shows(offer(SHARED, "ACTIVE", "ENABLED", 3), offer(ALONE, "ACTIVE", "DISABLED", 0));
        accept(STOCK, SHARED);
        flipkart.onPost(UPDATE, 503, "");

        List<Outcome> outcomes = retire(SHARED, ALONE);

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.ACCEPTED, Status.FAILED);
        assertThat(outcomes.get(1).failure()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(flipkart.sent(UPDATE).has(SHARED)).isFalse();
    }

    @Test
    void refusedClosingIsARefusal() {
        shows(offer(SHARED, "ACTIVE", "ENABLED", 3));
        flipkart.onPost(STOCK, "{\"SHG-SHARED\":{\"status\":\"FAILURE\"}}");

        assertThat(retire(SHARED)).extracting(Outcome::status).containsExactly(Status.REJECTED);
    }

    @Test
    void pausingEmptiesOurPlaceAndKeepsTheOfferOnSale() {
        JsonNode sent = paused(offer(SHARED, "ACTIVE", "ENABLED", 3));

        assertThat(sent.at("/listing_status").asText()).isEqualTo("ACTIVE");
        assertThat(sent.at("/locations/0/inventory").asInt()).isZero();
        assertThat(sent.at("/locations/1/inventory").asInt()).isEqualTo(3);
    }

    @Test
    void eachAccountReadsItsOwnPlaceAndKnowsThatItIsNotAlone() {
        shows(offer(SHARED, "ACTIVE", "ENABLED", 3));
        Account neighbour = new Account(
                UUID.randomUUID(),
                "mp-other",
                Map.of("location_id", OTHER, "seller_id", "seller-1", "grant", "client_credentials"),
                account.secrets());

        RemoteListing ours = flipkart.channel.read(account, List.of(SHARED)).get(0);
        RemoteListing theirs = flipkart.channel.read(neighbour, List.of(SHARED)).get(0);

        assertThat(ours.quantity()).isEqualTo(5);
        assertThat(theirs.quantity()).isEqualTo(3);
        assertThat(List.of(ours.shared(), theirs.shared())).containsOnly(true);
        assertThat(ours.isDown()).isFalse();
    }

    @Test
    void offerThatIsClosedElsewhereIsOursAlone() {
        shows(offer(SHARED, "ACTIVE", "DISABLED", 3));

        assertThat(flipkart.channel.read(account, List.of(SHARED)).get(0).shared())
                .isFalse();
    }

    private JsonNode paused(String shown) {
        shows(shown);
        accept(UPDATE, SHARED);
        Listings listing = Listings.stole().sku(SHARED).state(ListingSnapshot.State.PAUSED);
        assertThat(flipkart.channel.put(account, List.of(listing.line(4, Listings.FSN))))
                .extracting(Outcome::status)
                .containsExactly(Status.ACCEPTED);
        return flipkart.sent(UPDATE).get(SHARED);
    }

    private List<Outcome> retire(String... skus) {
        return flipkart.channel.retire(
                account,
                Stream.of(skus)
                        .map(sku -> Listings.stole().sku(sku).line(4, Listings.FSN))
                        .toList());
    }

    private void shows(String... offers) {
        flipkart.onPost(
                DETAILS,
                Stream.of(offers)
                        .collect(Collectors.joining(",", "{\"available\":{", "},\"unavailable\":[],\"invalid\":[]}")));
    }

    /** Five pieces at our place. */
    private static String offer(String sku, String status, String otherStatus, int elsewhere) {
        return """
                "%s":{"listing_id":"LST1","product_id":"SHWHANDLOOM00001","listing_status":"%s","archived_status":"NONE",
                "locations":[{"id":"%s","status":"ENABLED","inventory":5},{"id":"%s","status":"%s","inventory":%d}]}""".formatted(sku, status, Listings.LOCATION, OTHER, otherStatus, elsewhere);
    }

    private void accept(String path, String sku) {
        flipkart.onPost(path, "{\"" + sku + "\":{\"status\":\"SUCCESS\",\"errors\":[],\"attribute_errors\":[]}}");
    }
}
