package org.haat.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.haat.edge.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetCursorTest {
    private static final String ID = "_00000000-0000-0000-0000-000000000001";

    @Test
    void aPageGoesOnWhereItEnded() {
        String text = "2026-11-20T06:30:00.123456Z" + ID;
        assertThat(SetCursor.parse(text)).hasToString(text);
        assertThat(SetCursor.parse(SetCursor.NEWEST.toString())).isEqualTo(SetCursor.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+99999-01-01T00:00:00Z", "+300000-01-01T00:00:00Z", "-5000-01-01T00:00:00Z", "yesterday"})
    void aTimeThatTheDatabaseDoesNotKnowIsNoCursor(String time) {
        assertThatThrownBy(() -> SetCursor.parse(time + ID))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.faults())
                        .extracting(Problem.Fault::code)
                        .containsExactly("not-a-cursor"));
    }
}
