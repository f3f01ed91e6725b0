package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void quantilesAreValuesThatWereMeasured() {
        Sample sample = Sample.of(List.of(5, 1, 4, 2, 3));

        assertThat(sample.median()).isEqualTo(3);
        assertThat(sample.quantile(0.99)).isEqualTo(5);
        assertThat(sample.quantile(0.4)).isEqualTo(2);
        assertThat(sample.least()).isEqualTo(1);
        assertThat(sample.most()).isEqualTo(5);
    }

    @Test
    void theMiddleOfAnEvenNumberIsTheMeanOfTwo() {
        assertThat(Sample.of(1, 2, 4, 9).median()).isEqualTo(3);
    }

    @Test
    void nothingMeasuredIsNoNumber() {
        assertThat(Sample.of().median()).isNaN();
        assertThat(Sample.of().quantile(0.99)).isNaN();
    }
}
