package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.Samples;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingCheckTest {
    private static final Marketplace INDIA = store(LocalDate.of(2026, 11, 21));

    private static final ChannelIssue WRONG_MONEY = ChannelIssue.error("CURRENCY", "This store sells in INR", "offer");

    private static Marketplace store(LocalDate on) {
        return Marketplace.find("A21TJRUUN4KGV", on).orElseThrow();
    }

    private static ListingLine line(String title, @Nullable String gtin, Money price, @Nullable String remoteId) {
        ListingSnapshot s = Samples.snapshot("HAAT-1");
        ListingSnapshot other = new ListingSnapshot(
                s.agency(),
                s.sku(),
                s.version(),
                s.state(),
                s.channels(),
                s.craft(),
                Map.of("en", title),
                s.description(),
                s.bullets(),
                s.brand(),
                s.attributes(),
                s.hsn(),
                s.gstRateBasisPoints(),
                gtin,
                s.mrp(),
                price,
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                s.leadTimeDays(),
                s.procurement());
        return new ListingLine(other, 5, remoteId);
    }

    private static List<String> codes(String title, Marketplace store) {
        return ListingCheck.issues(line(title, null, Money.inr(100), null), store, true, WRONG_MONEY).stream()
                .map(ChannelIssue::code)
                .toList();
    }

    @Test
    void titleOfSeventyFiveCodePointsPassesAndOneMoreDoesNot() {
        assertThat(codes("ক".repeat(75), INDIA)).isEmpty();
        assertThat(codes("ক".repeat(76), INDIA)).containsExactly("TITLE_TOO_LONG");
        assertThat(codes("🪔".repeat(75), INDIA)).isEmpty();
    }

    @Test
    void titleLimitBeginsOnItsDay() {
        assertThat(codes("x".repeat(100), store(LocalDate.of(2026, 7, 26)))).isEmpty();
        assertThat(codes("x".repeat(100), store(LocalDate.of(2026, 7, 27)))).containsExactly("TITLE_TOO_LONG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Saree!", "Saree for $5", "Saree?", "Tant_saree", "Saree {new}", "Saree ^", "A ¬ B", "A ¦ B"})
    void characterThatAmazonBansIsRefused(String title) {
        assertThat(codes(title, INDIA)).containsExactly("TITLE_CHARACTER");
    }

    @Test
    void wordThriceIsRefusedButSmallWordsAreNot() {
        assertThat(codes("Saree saree SAREE", INDIA)).containsExactly("TITLE_REPEATS");
        assertThat(codes("Saree and stole and shawl and belt", INDIA)).isEmpty();
    }

    @Test
    void missingTitleIsRefused() {
        assertThat(codes(" ", INDIA)).containsExactly("TITLE_MISSING");
    }

    @Test
    void withoutGtinExemptionOrAsinThereIsNothingToIdentifyBy() {
        assertThat(ListingCheck.issues(line("Saree", null, Money.inr(100), null), INDIA, false, WRONG_MONEY))
                .extracting(ChannelIssue::code)
                .containsExactly("IDENTIFIER_MISSING");
        assertThat(ListingCheck.issues(line("Saree", "8901234000014", Money.inr(100), null), INDIA, false, WRONG_MONEY))
                .isEmpty();
        assertThat(ListingCheck.issues(line("Saree", null, Money.inr(100), "B0ABCDEFGH"), INDIA, false, WRONG_MONEY))
                .isEmpty();
        assertThat(ListingCheck.issues(line("Saree", null, Money.inr(100), "SHWFSN0000001"), INDIA, false, WRONG_MONEY))
                .isNotEmpty();
    }

    @Test
    void priceAboveTheMrpOrOfNothingIsRefused() {
        assertThat(ListingCheck.issues(line("Saree", null, Money.inr(249_901), null), INDIA, true, WRONG_MONEY))
                .extracting(ChannelIssue::code)
                .containsExactly("PRICE_ABOVE_MRP");
        assertThat(ListingCheck.issues(line("Saree", null, Money.inr(0), null), INDIA, true, WRONG_MONEY))
                .isNotEmpty();
    }

    @Test
    void foreignCurrencyIsRefused() {
        assertThat(ListingCheck.issues(line("Saree", null, new Money(100, "USD"), null), INDIA, true, WRONG_MONEY))
                .extracting(ChannelIssue::code)
                .containsExactly("CURRENCY");
    }
}
