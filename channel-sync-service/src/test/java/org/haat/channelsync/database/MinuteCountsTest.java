package org.haat.channelsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.haat.channelsync.database.MinuteCounts.Counted;
import org.junit.jupiter.api.Test;

class MinuteCountsTest {
    private final MinuteCounts<String> counts = new MinuteCounts<>(Comparator.naturalOrder());
    private final List<Counted<String>> written = new ArrayList<>();

    @Test
    void keysAreWrittenOnceInTheirOrder() {
        List.of("b", "a", "b").forEach(counts::count);

        counts.writeIn(written::addAll);
        counts.writeIn(written::addAll);

        assertThat(written).containsExactly(new Counted<>("a", 1), new Counted<>("b", 2));
    }

    @Test
    void nothingIsLostWhereManyCountWhileOthersWriteAndSomeWritesFail() throws Exception {
        int threads = 4;
        int each = 20_000;
        List<Counted<String>> all = Collections.synchronizedList(written);
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger counting = new AtomicInteger(threads);
        List<Callable<Boolean>> work = new ArrayList<>(Collections.nCopies(threads, () -> {
            try {
                for (int i = 0; i < each; i++) {
                    counts.count("key " + i % 7);
                }
                return true;
            } finally {
                counting.decrementAndGet();
            }
        }));
        work.addAll(Collections.nCopies(2, () -> {
            while (counting.get() > 0) {
                everyOtherFails(writes, all);
            }
            return true;
        }));

        together(work);
        counts.writeIn(all::addAll);

        assertThat(all.stream().mapToLong(Counted::times).sum()).isEqualTo((long) threads * each);
    }

    private void everyOtherFails(AtomicInteger writes, List<Counted<String>> all) {
        try {
            counts.writeIn(counted -> {
                if (writes.incrementAndGet() % 2 == 0) {
                    throw new IllegalStateException("refused");
                }
                all.addAll(counted);
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("refused");
        }
    }

    private static void together(List<Callable<Boolean>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Boolean> done : pool.invokeAll(work, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void writeThatFailsPutsEverythingBackAndSaysSo() {
        List.of("a", "b", "b").forEach(counts::count);

        assertThatThrownBy(() -> counts.writeIn(counted -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        counts.writeIn(written::addAll);

        assertThat(written).containsExactly(new Counted<>("a", 1), new Counted<>("b", 2));
    }

    @Test
    void whatIsCountedDuringAWriteIsForTheNext() {
        counts.count("a");

        counts.writeIn(counted -> {
            counts.count("a");
            counts.count("b");
            written.addAll(counted);
        });

        assertThat(written).containsExactly(new Counted<>("a", 1));
        written.clear();
        counts.writeIn(written::addAll);
        assertThat(written).containsExactly(new Counted<>("a", 1), new Counted<>("b", 1));
    }

    @Test
    void whatIsCountedDuringAWriteThatFailsJoinsWhatItPutsBack() {
        counts.count("a");

        assertThatThrownBy(() -> counts.writeIn(counted -> {
                    counts.count("a");
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        counts.writeIn(written::addAll);

        assertThat(written).containsExactly(new Counted<>("a", 2));
    }
}
