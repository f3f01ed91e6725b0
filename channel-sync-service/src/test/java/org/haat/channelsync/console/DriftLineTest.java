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

    private DriftLine line(String wanted, String shown) {
        AuditView.Line found = new AuditView.Line(
                1, DriftKind.PRICE, "SKU-1", null, true, wanted, shown, "WAITING", Instant.EPOCH, null, null);
        return DriftLine.of(found, messages, Language.EN);
    }
}
