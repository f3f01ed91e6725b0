package org.haat.channelsync.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.haat.channelsync.change.ChangeSetView.Origin;
import org.haat.channelsync.change.ChangeSetView.State;
import org.junit.jupiter.api.Test;

class ChangeSetViewTest {
    @Test
    void aSetOfWhichNothingStandsAnyMoreIsNotDone() {
        assertThat(state(0, 0, 0, 20)).isEqualTo(State.REPLACED);
        assertThat(state(0, 14, 0, 5)).isEqualTo(State.DONE);
        assertThat(state(0, 0, 1, 19)).isEqualTo(State.REFUSED);
        assertThat(state(1, 0, 1, 18)).isEqualTo(State.WAITING);
        assertThat(state(0, 0, 0, 0)).isEqualTo(State.DONE);
    }

    private static State state(long waiting, long done, long refused, long replaced) {
        return new ChangeSetView.Set(
                        new UUID(0, 1),
                        "Amazon",
                        "memory",
                        "0b6d",
                        Origin.CATALOGUE,
                        null,
                        Instant.EPOCH,
                        20,
                        waiting,
                        done,
                        refused,
                        replaced,
                        false)
                .state();
    }
}
