package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.Samples;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlipkartOffersTest {
    private static final String DETAILS = FlipkartStub.LISTINGS + "/details";
    private final FlipkartStub flipkart = new FlipkartStub();
    private final Account account = Listings.account();

    @AfterEach
    void stop() {
        flipkart.close();
    }

    @Test
    void offerIsReadAsFlipkartShowsIt() {
        flipkart.onPost(DETAILS, FlipkartStub.fixture("details.json"));

        List<RemoteListing> read = flipkart.channel.read(account, List.of("SHG-NEW-1", "SHG-STOLE-IND"));

        assertThat(read.get(0)).isEqualTo(RemoteListing.absent("SHG-NEW-1"));
        RemoteListing stole = read.get(1);
        assertThat(stole.present()).isTrue();
        assertThat(stole.live()).isTrue();
        assertThat(stole.suppressed()).isFalse();
        assertThat(stole.remoteId()).isEqualTo("SHWHANDLOOM00001");
        assertThat(stole.title()).isEqualTo("Handwoven Maheshwari Stole");
        assertThat(stole.mrp()).isEqualTo(Money.inr(149_900));
        assertThat(stole.price()).isEqualTo(Money.inr(119_900));
        assertThat(stole.quantity())
                .as("three more stand at another place, which this account does not set")
                .isEqualTo(12);
        assertThat(stole.issues()).extracting(ChannelIssue::code).containsExactly("STOCK_AT_OTHER_LOCATIONS");
        assertThat(flipkart.sent(DETAILS))
                .isEqualTo(FlipkartStub.tree("{\"sku_ids\":[\"SHG-NEW-1\",\"SHG-STOLE-IND\"]}"));
    }

    @Test
    void inactiveAndArchivedOffersAreNotLive() {
        assertThat(one("\"listing_status\":\"INACTIVE\"").live()).isFalse();
        assertThat(one("\"listing_status\":\"INACTIVE\"").suppressed()).isFalse();
        assertThat(one("\"listing_status\":\"ACTIVE\",\"archived_status\":\"ARCHIVED\"")
                        .live())
                .isFalse();
        assertThat(one("\"listing_status\":\"active\"").live()).isTrue();
    }

    @Test
    void statusThatFlipkartSetItselfIsSuppressedAndSaysSo() {
        RemoteListing offer = one("\"listing_status\":\"INACTIVATED_BY_FLIPKART\"");

        assertThat(offer.live()).isFalse();
        assertThat(offer.suppressed()).isTrue();
        assertThat(offer.issues()).extracting(ChannelIssue::code).containsExactly("INACTIVATED_BY_FLIPKART");
    }

    @Test
    void otherPriceFieldAndClosedPlacesAreUnderstood() {
        RemoteListing offer = one("""
                "listing_status":"ACTIVE","price":{"mrp":10,"flipkart_selling_price":9},
                "locations":[{"id":"LOC1","status":"DISABLED","inventory":5},{"id":"LOC2"}]""");

        assertThat(offer.price()).isEqualTo(Money.inr(900));
        assertThat(offer.quantity()).isZero();
    }

    @Test
    void whatWasSentComesBackInTheSameFormAndAChangeShows() {
        Map<String, List<String>> sent = flipkart.channel.sent(account, Samples.listing("S"));
        String details = """
                "listing_status":"ACTIVE","tax":{"hsn":"52083121","tax_code":"GST_12"},
                "fulfillment":{"dispatch_sla":9,"procurement_type":"REGULAR"},
                "packages":[{"id":"P1","dimensions":{"length":38.0,"breadth":28,"height":5.00},"weight":0.45}],
                "address_label":{"manufacturer_details":["Shantipur Weavers' Society, Shantipur, Nadia 741404"],
                "packer_details":["Shantipur Weavers' Society, Shantipur, Nadia 741404"],"importer_details":["Somebody"],
                "countries_of_origin":["IN"]}""";

        assertThat(one(details).content()).isEqualTo(sent).hasSize(7);
        assertThat(one(details.replace("0.45", "4.5")).content()).containsEntry("package_weight", List.of("4.5"));
        assertThat(one("\"listing_status\":\"ACTIVE\"").content()).isEmpty();
    }

    @Test
    void silenceAboutASkuIsNotAbsence() {
        flipkart.onPost(DETAILS, "{\"available\":{},\"unavailable\":[],\"invalid\":[]}");

        assertThatThrownBy(() -> flipkart.channel.read(account, List.of("SHG-1")))
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL));
    }

    @Test
    void invalidSkuIsAbsent() {
        flipkart.onPost(DETAILS, "{\"available\":{},\"unavailable\":[],\"invalid\":[\"SHG-1\"]}");

        assertThat(flipkart.channel.read(account, List.of("SHG-1"))).containsExactly(RemoteListing.absent("SHG-1"));
    }

    private RemoteListing one(String fields) {
        flipkart.onPost(
                DETAILS,
                "{\"available\":{\"S\":{\"listing_id\":\"LST1\",\"product_id\":\"SHWHANDLOOM00001\"," + fields
                        + "}},\"unavailable\":[],\"invalid\":[]}");
        return flipkart.channel.read(account, List.of("S")).get(0);
    }
}
