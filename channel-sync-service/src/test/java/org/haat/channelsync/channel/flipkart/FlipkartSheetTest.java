package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.haat.channelsync.channel.IdentifierSheet.Answer;
import org.haat.channelsync.channel.IdentifierSheet.Assigned;
import org.haat.channelsync.channel.IdentifierSheet.BadRow;
import org.haat.channelsync.channel.IdentifierSheet.Refused;
import org.junit.jupiter.api.Test;

class FlipkartSheetTest {
    private final FlipkartSheet sheet = new FlipkartSheet();

    @Test
    void oneRowAListingUnderTheHeader() {
        String text = written(Listings.stole());

        assertThat(text.lines())
                .containsExactly(
                        "sku,title,brand,description,hsn,mrp,selling_price,image_url,country_of_origin",
                        "SHG-STOLE-IND,Handwoven Maheshwari stole,Narmada,\"A light stole, woven by hand\",62149090,1499,1199,"
                                + "https://pictures.example.org/a.jpg,IN");
    }

    @Test
    void paiseAreWrittenOnlyWhenThereAreSome() {
        assertThat(written(Listings.stole().prices(149_950, 100_000))).contains(",1499.50,1000,");
    }

    @Test
    void cellThatASpreadsheetWouldRunIsDisarmed() {
        for (String title : List.of("=1+1", "+1", "-1", "@SUM(A1)")) {
            assertThat(written(Listings.stole().title(title))).contains(",'" + title + ",");
        }
    }

    @Test
    void quotesLineBreaksAndScriptsSurvive() {
        assertThat(written(Listings.stole().title("স্টোল \"নীল\"\nদুই"))).contains("\"স্টোল \"\"নীল\"\"\nদুই\"");
    }

    @Test
    void successAndRejectionAreRead() {
        Answer answer = read("sku,status,reason,fsn\nA-1,SUCCESS,,SHWHANDLOOM00001\nA-2,REJECTED,Image too small,\n");

        assertThat(answer.assigned()).containsExactly(new Assigned("A-1", "SHWHANDLOOM00001"));
        assertThat(answer.refused()).containsExactly(new Refused("A-2", "Image too small"));
        assertThat(answer.bad()).isEmpty();
    }

    @Test
    void columnsMayStandInAnyOrderCaseAndCompany() {
        Answer answer = read("\uFEFFFSN;Status;Remarks;SKU;Reason\r\nshwhandloom00001;success;x;A-1;\r\n");

        assertThat(answer.assigned()).containsExactly(new Assigned("A-1", "SHWHANDLOOM00001"));
    }

    @Test
    void skuThatBeginsWithADashComesBackWhole() {
        String sku = written(Listings.stole().sku("-A1"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(",")[0];

        Answer answer = read("sku,status,reason,fsn\n" + sku + ",SUCCESS,,SHWHANDLOOM00001\n");

        assertThat(answer.assigned()).containsExactly(new Assigned("-A1", "SHWHANDLOOM00001"));
    }

    @Test
    void badRowsAreNamedAndTheOthersCount() {
        Answer answer = read("""
                sku,status,reason,fsn
                A-1,SUCCESS,,SHORT
                A 2,SUCCESS,,SHWHANDLOOM00001
                A-3,PENDING,,
                A-4,SUCCESS,,SHWHANDLOOM00004
                A-5
                """);

        assertThat(answer.assigned()).containsExactly(new Assigned("A-4", "SHWHANDLOOM00004"));
        assertThat(answer.bad())
                .extracting(BadRow::row, BadRow::column, BadRow::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "fsn", "SHORT"),
                        org.assertj.core.groups.Tuple.tuple(3L, "sku", "A 2"),
                        org.assertj.core.groups.Tuple.tuple(4L, "status", "PENDING"),
                        org.assertj.core.groups.Tuple.tuple(6L, "status", ""));
    }

    @Test
    void repeatedRowCountsOnceAndAContradictionIsBad() {
        Answer answer = read("""
                sku,status,reason,fsn
                A-1,SUCCESS,,SHWHANDLOOM00001
                a-1,SUCCESS,,SHWHANDLOOM00001
                A-1,SUCCESS,,SHWHANDLOOM00002
                """);

        assertThat(answer.assigned()).containsExactly(new Assigned("A-1", "SHWHANDLOOM00001"));
        assertThat(answer.bad()).extracting(BadRow::row).containsExactly(4L);
    }

    @Test
    void fileThatIsNoSheetIsOneBadRow() {
        assertThat(read("").bad()).hasSize(1);
        assertThat(read("sku,status\nA,SUCCESS\n").bad())
                .extracting(BadRow::column)
                .containsExactly("reason", "fsn");
        assertThat(read("sku,status,reason,fsn\nA-1,SUCCESS,\"never closed,x\n").assigned())
                .isEmpty();
        byte[] windows = "sku,status,reason,fsn\nA-1,REJECTED,caf\u00e9,\n".getBytes(Charset.forName("windows-1252"));
        assertThat(sheet.read(windows).bad()).extracting(BadRow::reason).containsExactly("The file is not UTF-8 text");
    }

    private String written(Listings listing) {
        return new String(sheet.write(List.of(listing.snapshot())), StandardCharsets.UTF_8);
    }

    private Answer read(String text) {
        return sheet.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
