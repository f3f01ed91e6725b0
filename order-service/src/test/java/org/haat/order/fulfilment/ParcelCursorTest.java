package org.haat.order.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.haat.edge.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParcelCursorTest {
    private static final String ID = "_00000000-0000-0000-0000-000000000001";

    @Test
    void aPageGoesOnWhereItEnded() {
        String text = ParcelCursor.NEVER + "_2026-11-20T06:30:00.123456Z" + ID;
        assertThat(ParcelCursor.parse(text)).hasToString(text);
        assertThat(ParcelCursor.parse(ParcelCursor.FIRST.toString())).isEqualTo(ParcelCursor.FIRST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+300000-01-01T00:00:00Z_2026-11-20T06:30:00Z",
                "2026-11-20T06:30:00Z_-5000-01-01T00:00:00Z",
                "yesterday"
            })
    void aTimeThatTheDatabaseDoesNotKnowIsNoCursor(String time) {
        assertThatThrownBy(() -> ParcelCursor.parse(time + ID))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.faults())
                        .extracting(Problem.Fault::code)
                        .containsExactly("not-a-cursor"));
    }
}
