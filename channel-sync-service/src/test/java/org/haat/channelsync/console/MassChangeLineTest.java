package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChange;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MassChangeLineTest {
    private final Messages messages = Messages.load(MassChangeLineTest.class.getClassLoader());

    @Test
    void aChangeOfTheMaximumPriceAloneIsSeen() {
        MassChangeLine line = line(
                Kind.REPRICE,
                "{\"mrp\":249900,\"price\":199950,\"currency\":\"INR\"}",
                "{\"mrp\":499900,\"price\":199950,\"currency\":\"INR\"}");

        assertThat(line.there()).isEqualTo("₹1,999.50 (MRP ₹2,499.00)");
        assertThat(line.then()).isEqualTo("₹1,999.50 (MRP ₹4,999.00)");
    }

    @Test
    void aListingThatIsTakenDownHasNoFigures() {
        assertThat(line(Kind.END, "{}", null).there()).isEmpty();
    }

    private MassChangeLine line(Kind kind, @Nullable String applied, @Nullable String desired) {
        return MassChangeLine.of(
                new MassChange.Line(1, "SKU-1", "A saree", applied, desired), kind, messages, Language.EN);
    }
}
