package org.haat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CallersFaultTest {
    @Test
    void nulInATextIsTheCallersWhereverItIsFound() {
        SQLException refused = new SQLException("invalid byte sequence for encoding \"UTF8\": 0x00", "22021");

        assertThat(CallersFault.of(new IllegalStateException("The database refused", refused)))
                .extracting(Problem::status, Problem::code)
                .containsExactly(400, "nul");
    }

    @Test
    void timeBeyondEveryCalendarIsTheCallers() {
        SQLException refused = new SQLException("timestamp out of range", "22008");

        assertThat(CallersFault.of(new IllegalStateException("The database refused", refused)))
                .extracting(Problem::status, Problem::code)
                .containsExactly(400, "bad-request");
    }

    @Test
    void bodyThatDoesNotComeIsTheCallers() {
        assertThat(CallersFault.of(new IllegalStateException(new IOException("Read timed out"))))
                .extracting(Problem::status, Problem::code)
                .containsExactly(408, "body-too-slow");
    }

    @Test
    void silenceOfOthersAndOtherRefusalsAreOurs() {
        assertThat(CallersFault.of(new IllegalStateException(new SocketTimeoutException("Read timed out"))))
                .isNull();
        assertThat(CallersFault.of(new IllegalStateException(new SQLException("a duplicate", "23505"))))
                .isNull();
    }
}
