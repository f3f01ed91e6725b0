package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.haat.channelsync.audit.AuditView;
import org.haat.channelsync.audit.DriftKind;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.junit.jupiter.api.Test;

class DriftLineTest {
    private final Messages messages = Messages.load(DriftLineTest.class.getClassLoader());

    @Test
    void aMaximumPriceThatNobodyShowsIsNotTold() {
        DriftLine line = line("1999.50 / 2499.00 INR", "100.00 / 2499.00 INR");
        assertThat(line.wanted()).isEqualTo("₹1,999.50");
        assertThat(line.shown()).isEqualTo("₹100.00");
    }

    @Test
    void aMaximumPriceThatDiffersIsToldByItsName() {
        DriftLine line = line("1999.50 / 2499.00 INR", "1999.50 / 2399.00 INR");
        assertThat(line.wanted()).isEqualTo("₹1,999.50 (MRP ₹2,499.00)");
        assertThat(line.shown()).isEqualTo("₹1,999.50 (MRP ₹2,399.00)");
    }

    @Test
    void aStateIsSaidInWordsAndATextAsItIs() {
        assertThat(line("LIVE", "1999.50 / a saree").wanted()).isEqualTo("Live");
        assertThat(line("LIVE", "1999.50 / a saree").shown()).isEqualTo("1999.50 / a saree");
    }

    @Test
    void aTextStandsUnderTheNameThatPeopleGiveIt() {
        String sent = "A saree | item_name en_IN: A saree: red | bullet_point hi_IN: x | country_of_origin: IN";
        assertThat(content(sent, Language.EN).wanted())
                .isEqualTo("A saree | Title, English: A saree: red | Selling points, Hindi: x | Country of origin: IN");
        assertThat(content(sent, Language.BN).wanted()).startsWith("A saree | শিরোনাম, ইংরেজি: A saree: red | ");
        assertThat(content(sent, Language.HI).shown()).isEqualTo("लेबल पर निर्माता: …");
    }

    private DriftLine content(String wanted, Language language) {
        return DriftLine.of(found(DriftKind.CONTENT, wanted, "manufacturer_details: …"), messages, language);
    }

    private DriftLine line(String wanted, String shown) {
        return DriftLine.of(found(DriftKind.PRICE, wanted, shown), messages, Language.EN);
    }

    private static AuditView.Line found(DriftKind kind, String wanted, String shown) {
        return new AuditView.Line(1, kind, "SKU-1", null, true, wanted, shown, "WAITING", Instant.EPOCH, null, null);
    }
}
