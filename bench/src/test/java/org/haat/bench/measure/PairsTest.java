package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairsTest {
    private final Pairs pairs = new Pairs();

    @Test
    void ratiosAreTakenPairByPair() {
        pairs.add(20, 10, Optional.empty());
        pairs.add(90, 30, Optional.empty());
        pairs.add(10, 10, Optional.empty());

        assertThat(pairs.ratios().median()).isEqualTo(2);
        assertThat(pairs.ratios().least()).isEqualTo(1);
        assertThat(pairs.ratios().most()).isEqualTo(3);
        assertThat(pairs.voided()).isEmpty();
    }

    /** The check of the measure itself: twice as slow must be seen. */
    @Test
    void aSubjectThatSlowsDownToHalfDoublesTheRatioWhateverTheMachineDoes() {
        double[] machine = {1.0, 1.7, 0.9, 1.4, 1.1, 2.0, 1.3};
        Pairs slowed = new Pairs();
        for (double noise : machine) {
            pairs.add(3.6 * noise, 3.0 * noise, Optional.empty());
            slowed.add(7.2 * noise, 3.0 * noise, Optional.empty());
        }

        assertThat(slowed.ratios().median() / pairs.ratios().median()).isCloseTo(2, within());
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test
    void aSpoiltPairDoesNotCount() {
        pairs.add(20, 10, Optional.empty());
        pairs.add(20, 10, Optional.empty());
        pairs.add(900, 10, Optional.of("steal 4.0 %"));

        assertThat(pairs.ratios().size()).isEqualTo(2);
        assertThat(pairs.voided()).isEmpty();
    }

    @Test
    void nothingIsProvedWhenAsManyPairsAreSpoiltAsNot() {
        pairs.add(20, 10, Optional.empty());
        pairs.add(20, 10, Optional.of("steal 4.0 %"));

        assertThat(pairs.voided()).hasValue("1 of 2 pairs void: steal 4.0 %");
    }

    @Test
    void whatWasMeasuredIsShownAlsoWhenItIsVoid() {
        pairs.add(20, 10, Optional.of("steal 4.0 %"));
        pairs.add(40, 10, Optional.of("steal 4.0 %"));

        assertThat(pairs.ratios().median()).isEqualTo(3);
    }

    @Test
    void aFloorOfNothingSpoilsThePair() {
        pairs.add(20, 0, Optional.empty());
        pairs.add(20, Double.NaN, Optional.empty());

        assertThat(pairs.voided()).hasValue("2 of 2 pairs void: nothing measured");
    }
}
