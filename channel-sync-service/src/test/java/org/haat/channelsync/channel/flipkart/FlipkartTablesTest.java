package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.haat.channelsync.channel.IndianStates;
import org.haat.event.ChannelOrder;
import org.junit.jupiter.api.Test;

class FlipkartTablesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void taxCodeFollowsTheRateAndTheDay() {
        assertThat(TaxCodes.code(500, TODAY)).contains("GST_5");
        assertThat(TaxCodes.code(1800, TODAY)).contains("GST_18");
        assertThat(TaxCodes.code(1200, LocalDate.of(2025, 9, 21))).contains("GST_12");
        assertThat(TaxCodes.code(1200, LocalDate.of(2025, 9, 22))).isEmpty();
        assertThat(TaxCodes.code(4000, LocalDate.of(2025, 9, 21))).isEmpty();
        assertThat(TaxCodes.code(25, TODAY)).isEmpty();
    }

    @Test
    void rateOfAPlainCodeIsKnownAndOfASlabCodeIsNot() {
        assertThat(TaxCodes.percent("gst_5")).contains(BigDecimal.valueOf(5));
        assertThat(TaxCodes.percent("GST_APPAREL")).isEmpty();
    }

    @Test
    void everyStateOfAnItemHasAMeaning() {
        assertThat(ShipmentStates.of("APPROVED").orElseThrow().canonical()).isEqualTo(ChannelOrder.Status.UNSHIPPED);
        assertThat(ShipmentStates.of("READY_TO_DISPATCH").orElseThrow().step())
                .isEqualTo(ShipmentStates.Step.DISPATCHED);
        assertThat(ShipmentStates.of("shipped").orElseThrow().canonical()).isEqualTo(ChannelOrder.Status.SHIPPED);
        assertThat(ShipmentStates.of("TELEPORTED")).isEmpty();
    }

    @Test
    void stateIsFoundByCodeOldCodeOrName() {
        assertThat(IndianStates.iso("IN-WB")).contains("WB");
        assertThat(IndianStates.iso("OR")).contains("OD");
        assertThat(IndianStates.iso(" West Bengal ")).contains("WB");
        assertThat(IndianStates.iso("Telangana")).contains("TS");
        assertThat(IndianStates.iso("Atlantis")).isEmpty();
    }

    @Test
    void limitsAreDated() {
        assertThat(PublishedLimits.of("listing_batch", TODAY)).isEqualTo(10);
        assertThat(PublishedLimits.of("calls_per_hour", TODAY)).isEqualTo(1000);
    }

    @Test
    void procurementIsMapped() {
        assertThat(ProcurementTypes.code("MADE_TO_ORDER")).contains("MADE_TO_ORDER");
        assertThat(ProcurementTypes.code("WHENEVER")).isEmpty();
    }
}
