package org.haat.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private final List<Long> collected = new ArrayList<>();
    private long pid = 7;
    private Duration processorTime = Duration.ZERO;
    private final IdleMemory memory = new IdleMemory(
            List.of(new IdleMemory.Program(() -> pid, HeapRoom.USUAL)),
            any -> processorTime,
            (program, room) -> collected.add(program));

    @Test
    void programIsLeftAloneWhileItWorks() {
        after(4_000);
        after(4_000);

        assertThat(collected).isEmpty();
    }

    @Test
    void programThatWorkedIsToldToCollectOnceWhenItIsQuiet() {
        after(4_000);
        after(100);
        after(100);
        after(100);

        assertThat(collected).containsExactly(7L);
    }

    @Test
    void littleWorkIsNotWorthACollection() {
        after(4_000);
        after(10);
        after(500);
        after(10);

        assertThat(collected).containsExactly(7L);
    }

    @Test
    void programThatWasStartedAgainIsAnotherOne() {
        after(4_000);
        after(10);
        pid = 8;
        processorTime = Duration.ZERO;
        after(4_000);
        after(10);

        assertThat(collected).containsExactly(7L, 8L);
    }

    @Test
    void programThatDoesNotRunIsPassedOver() {
        pid = -1;
        after(4_000);
        after(0);

        assertThat(collected).isEmpty();
    }

    private void after(long workedMillis) {
        processorTime = processorTime.plusMillis(workedMillis);
        memory.look(FIVE_SECONDS);
    }
}
