package org.haat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseDownTest {
    @Test
    void lostConnectionsShutdownsAndDeadlocksAreNotOurFault() {
        for (String state : List.of("08006", "57P01", "53300", "40001", "40P01", "55P03", "25P03")) {
            assertThat(DatabaseDown.isCauseOf(new IllegalStateException(new SQLException("x", state))))
                    .as(state)
                    .isTrue();
        }
    }

    @Test
    void poolThatHasNoLivingConnectionIsNotOurFault() {
        for (String words : List.of(
                "Sorry, acquisition timeout!",
                "Acquisition timeout while waiting for new connection",
                "Failed to enlist. Check if a connection from another datasource is already enlisted",
                "This pool is closed and does not handle any more connections!")) {
            SQLException pool = new SQLException("Exception in association of connection", new SQLException(words));
            assertThat(DatabaseDown.isCauseOf(new IllegalStateException(pool)))
                    .as(words)
                    .isTrue();
        }
    }

    @Test
    void serverThatIsSilentIsNotAskedAgainAtOnce() {
        SQLException silent = new SQLException("An I/O error", "08006", new SocketTimeoutException("Read timed out"));
        assertThat(DatabaseDown.isSilent(new IllegalStateException(silent))).isTrue();
        assertThat(DatabaseDown.isSilent(new SQLException("Sorry, acquisition timeout!")))
                .isTrue();
        assertThat(DatabaseDown.isSilent(new SQLException("deadlock detected", "40P01")))
                .isFalse();
        assertThat(DatabaseDown.isSilent(new SQLException("This connection has been closed.", "08003")))
                .isFalse();
    }

    @Test
    void brokenRulesAndOtherFaultsAreOurs() {
        assertThat(DatabaseDown.isCauseOf(new SQLException("duplicate key", "23505")))
                .isFalse();
        assertThat(DatabaseDown.isCauseOf(new SQLException("no state"))).isFalse();
        assertThat(DatabaseDown.isCauseOf(new IllegalStateException("x"))).isFalse();
        assertThat(DatabaseDown.isCauseOf(null)).isFalse();
    }
}
