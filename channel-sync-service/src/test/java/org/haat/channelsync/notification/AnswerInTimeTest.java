package org.haat.channelsync.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.haat.edge.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerInTimeTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ThreadPoolExecutor one =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));

    @AfterEach
    void stop() {
        over.countDown();
        one.shutdown();
    }

    @Test
    void workThatIsDoneIsAnsweredAndItsFaultIsTheCallers() {
        AnswerInTime patient = new AnswerInTime(LONG, one);

        assertThat(patient.<Integer>of(() -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> patient.of(() -> {
                    throw Problem.notFound("account", "x");
                }))
                .isInstanceOfSatisfying(
                        Problem.class, fault -> assertThat(fault.status()).isEqualTo(404));
    }

    @Test
    void hangingDatabaseIsAnsweredAndWhatStoodBehindItIsNotBegunLater() throws InterruptedException {
        hang();
        AtomicInteger begun = new AtomicInteger();

        assertUnavailable(() -> new AnswerInTime(SHORT, one).of(begun::incrementAndGet));

        over.countDown();
        one.shutdown();
        assertThat(one.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(begun).hasValue(0);
    }

    @Test
    void whereTooManyWaitOneMoreIsSentAwayAtOnceHoweverPatientItIs() throws InterruptedException {
        hang();
        var unused = one.submit(() -> 1); // all the room there is

        assertUnavailable(() -> new AnswerInTime(Duration.ofDays(1), one).of(() -> 1));
    }

    private void hang() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        var unused = one.submit(() -> {
            begun.countDown();
            return over.await(1, TimeUnit.MINUTES);
        });
        begun.await();
    }

    private static void assertUnavailable(Runnable push) {
        assertThatThrownBy(push::run).isInstanceOfSatisfying(Problem.class, fault -> assertThat(fault.status())
                .isEqualTo(503));
    }
}
