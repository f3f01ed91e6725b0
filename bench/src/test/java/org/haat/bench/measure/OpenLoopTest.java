package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void beginsOnTimeWhateverTheOneBeforeDoes() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        try (OpenLoop loop = new OpenLoop(200, 5)) {
            OpenLoop.Outcome outcome = loop.run(Duration.ofMillis(25), (number, due) -> {
                begun.add(number);
                if (number == 4) {
                    last.countDown();
                }
                last.await();
            });

            assertThat(begun).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            assertThat(outcome.failures()).isEmpty();
        }
    }

    @Test
    void aDriverThatIsLateSaysSo() {
        OpenLoop.Outcome late = new OpenLoop.Outcome(Sample.of(0.1, 0.2, 3), List.of(), 20);
        OpenLoop.Outcome good = new OpenLoop.Outcome(Sample.of(0.1, 0.2, 1), List.of(), 20);

        assertThat(late.disturbance()).hasValue("generator lag p99 3.0 ms");
        assertThat(good.disturbance()).isEmpty();
    }

    @Test
    void aTaskThatFailsSpoilsTheRun() throws InterruptedException {
        try (OpenLoop loop = new OpenLoop(1_000, 1)) {
            OpenLoop.Outcome outcome = loop.run(Duration.ofMillis(3), (number, due) -> {
                throw new IllegalStateException("the API answered 503");
            });

            assertThat(outcome.disturbance()).hasValue("3 failed (the API answered 503)");
        }
    }
}
