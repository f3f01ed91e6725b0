package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTest {
    private int unreadable;

    private List<ReportRow> rows(String text) {
        try {
            ReportText report = new ReportText(new StringReader(text));
            List<ReportRow> rows = new ArrayList<>();
            for (ReportRow row = report.next(); row != null; row = report.next()) {
                rows.add(row);
            }
            unreadable = report.unreadable();
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable RemoteListing shown(String status, String quantity, String price, String channel) {
        return new ReportRow("A", "B0", "Saree", price, quantity, channel, status, "m")
                .found("INR")
                .shown();
    }

    @Test
    void columnsAreFoundByTheirHeadingsWhereverTheyStand() {
        String text =
                "\uFEFFStatus\tDeprecated column\tSeller-SKU\tDeprecated column\titem-name\tfulfilment-channel\r\n"
                        + "Active\tx\tA-1\ty\tSaree\tDEFAULT\r\n\r\nInactive\t\tA-2\t\t\"Gamcha\" 5\"\t\r\n";

        assertThat(rows(text))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("mark")
                .containsExactly(
                        new ReportRow("A-1", "", "Saree", "", "", "DEFAULT", "Active", ""),
                        new ReportRow("A-2", "", "\"Gamcha\" 5\"", "", "", "", "Inactive", ""));
        assertThat(unreadable).isZero();
    }

    @Test
    void tornOverlongAndNamelessLinesAreCountedAndNotBelieved() {
        String text = "seller-sku\titem-name\tstatus\nA-1\tSaree\tActive\nA-2\tSar\nee\tActive\tone too many\tmore\n"
                + "A-3\t" + "x".repeat(70_000) + "\tActive\n\tSaree\tActive\n????-1\tSaree\tActive\nA-4\tSaree\tActive";

        assertThat(rows(text)).extracting(ReportRow::sku).containsExactly("A-1", "A-4");
        assertThat(unreadable).isEqualTo(5);
    }

    @Test
    void reportWithoutTheSkuIsNone() {
        ChannelException refused = catchThrowableOfType(ChannelException.class, () -> rows("出品者SKU\t価格\nA\t1\n"));

        assertThat(refused.kind()).isEqualTo(FailureKind.PROTOCOL);
        assertThat(catchThrowableOfType(ChannelException.class, () -> rows(""))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Active,4,true", "Inactive,0,true", "Inactive,4,false", "Incomplete,,false", "ACTIVE,,true"})
    void soldOutIsShownAndOtherwiseInactiveIsNot(String status, @Nullable String quantity, boolean live) {
        RemoteListing shown = shown(status, Objects.requireNonNullElse(quantity, ""), "", "DEFAULT");

        assertThat(Objects.requireNonNull(shown).live()).isEqualTo(live);
    }

    @Test
    void whatTheRowDoesNotTellIsReadBySku() {
        assertThat(shown("", "4", "10", "DEFAULT")).as("no status").isNull();
        assertThat(shown("Paused", "4", "10", "DEFAULT")).as("new status").isNull();
        assertThat(shown("Active", "many", "10", "DEFAULT")).isNull();
        assertThat(shown("Active", "4", "1,299 JPY", "DEFAULT")).isNull();
    }

    @Test
    void moneyIsExactAndAmazonsOwnStockIsNotOurs() {
        RemoteListing ours = Objects.requireNonNull(shown("Active", "4", "1999.5", "DEFAULT"));
        RemoteListing theirs = Objects.requireNonNull(shown("Active", "4", "1999.5", "AMAZON_IN"));

        assertThat(ours.price()).isEqualTo(Money.inr(199_950));
        assertThat(ours.quantity()).isEqualTo(4);
        assertThat(theirs.quantity()).isNull();
    }

    @Test
    void markTellsWhetherTheContentWasChangedAndNotPriceOrStock() {
        String headings = "seller-sku\titem-name\titem-description\timage-url\titem-condition\tproduct-id\tprice"
                + "\tquantity\tstatus\n";
        String mark = mark(headings + "A\tSaree\tOf cotton\thttp://a/1\t11\tB0\t10\t4\tActive\n");

        assertThat(mark(headings + "A\tSaree\tOf cotton\thttp://a/1\t11\tB0\t99\t0\tInactive\n"))
                .isEqualTo(mark);
        assertThat(List.of(
                        mark(headings + "A\tShawl\tOf cotton\thttp://a/1\t11\tB0\t10\t4\tActive\n"),
                        mark(headings + "A\tSaree\tOf silk\thttp://a/1\t11\tB0\t10\t4\tActive\n"),
                        mark(headings + "A\tSaree\tOf cotton\thttp://a/2\t11\tB0\t10\t4\tActive\n"),
                        mark(headings + "A\tSaree\tOf cotton\thttp://a/1\t1\tB0\t10\t4\tActive\n"),
                        mark(headings + "A\tSaree\tOf cotton\thttp://a/1\t11\tB1\t10\t4\tActive\n"),
                        mark(headings + "A\tSareeOf cotton\t\thttp://a/1\t11\tB0\t10\t4\tActive\n")))
                .doesNotHaveDuplicates()
                .doesNotContain(mark);
    }

    private String mark(String report) {
        ReportRow row = rows(report).get(0);
        assertThat(ReportRow.of(row.text())).isEqualTo(row);
        return Objects.requireNonNull(row.found("INR").mark());
    }

    @Test
    void titleThatLostItsLettersIsNotTold() {
        ReportRow lost = new ReportRow("A", "", "?????????? saree", "", "", "", "Active", "m");

        assertThat(Objects.requireNonNull(lost.found("INR").shown()).title()).isNull();
    }
}
