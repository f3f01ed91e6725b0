package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.haat.channelsync.channel.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnockingTest {
    private static final List<Duration> INTERVALS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final MovableClock clock = new MovableClock("2026-11-22T06:00:00Z");

    @Test
    void eachRefusalLengthensTheWaitUpToTheLastInterval() {
        Knocking knocking = Knocking.begin(null, clock.instant(), INTERVALS);

        assertThat(waits(knocking)).isEqualTo(Duration.ofMinutes(1));
        for (int minutes : List.of(5, 15, 15)) {
            clock.advance(waits(knocking));
            knocking = knocking.refused(clock.instant(), INTERVALS);
            assertThat(waits(knocking)).isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    @Test
    void partnerThatIsOutOfOrderIsAskedAgainAsBeforeOrWhenItSaid() {
        Knocking knocking = Knocking.begin(null, clock.instant(), INTERVALS);

        assertThat(waits(knocking.unanswered(clock.instant(), Duration.ZERO, INTERVALS)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(waits(knocking.unanswered(clock.instant(), Duration.ofMinutes(9), INTERVALS)))
                .isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void accountThatIsLetInAndRefusedByTurnsKnocksMoreAndMoreSeldom() {
        Knocking first = Knocking.begin(null, clock.instant(), INTERVALS);
        clock.advance(Duration.ofMinutes(1));
        Knocking healed = first.healed(clock.instant());
        clock.advance(Duration.ofSeconds(2));

        assertThat(waits(Knocking.begin(healed, clock.instant(), INTERVALS))).isEqualTo(Duration.ofMinutes(5));

        clock.advance(Duration.ofHours(1));
        assertThat(waits(Knocking.begin(healed, clock.instant(), INTERVALS))).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({
        "lwaToken answered 400: invalid_grant The request has an invalid grant parameter, CONSENT",
        "getToken answered 401: invalid_client No such application, APPLICATION",
        "Account 7 has no refresh_token, INCOMPLETE",
        "putListingsItem answered 403, PERMISSION",
        "Something new, OTHER"
    })
    void refusalsAreUnderstood(String said, Refusal meant) {
        assertThat(Refusal.of(said)).isEqualTo(meant);
    }

    private Duration waits(Knocking knocking) {
        return Duration.between(clock.instant(), knocking.dueAt());
    }
}
