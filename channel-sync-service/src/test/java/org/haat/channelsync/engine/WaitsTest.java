package org.haat.channelsync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.stream.LongStream;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void waitsAreToldAsAPersonSaysThem() {
        assertThat(RetryDelay.inWords(Duration.ZERO)).isEqualTo("1 ms");
        assertThat(RetryDelay.inWords(Duration.ofMillis(40))).isEqualTo("40 ms");
        assertThat(RetryDelay.inWords(Duration.ofMillis(2_570))).isEqualTo("2.5 s");
        assertThat(RetryDelay.inWords(Duration.ofSeconds(12))).isEqualTo("12 s");
        assertThat(RetryDelay.inWords(Duration.ofSeconds(179))).isEqualTo("2 min 59 s");
        assertThat(RetryDelay.inWords(Duration.ofMinutes(65))).isEqualTo("1 h 5 min");
    }

    @Test
    void refusedCredentialsAreWaitedForByTheAccountAndNotByTheLane() {
        RetryDelay delay = new RetryDelay(defaults());

        assertThat(delay.after(4, new ChannelException(FailureKind.AUTH, "No"))).isZero();
        assertThat(delay.after(4, new ChannelException(FailureKind.TEMPORARY, "Later")))
                .isPositive();
    }

    private static SyncConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(SyncConfig.class)
                .build()
                .getConfigMapping(SyncConfig.class);
    }

    @Test
    void triesSpreadOverAWaitThatDoublesUpToTheLongest() {
        SyncConfig.Retry retry = defaults().retry();
        RetryDelay delay = new RetryDelay(defaults());
        for (int attempts = 0; attempts < 40; attempts++) {
            long ceiling = retry.first().toMillis() << Math.min(attempts, 20);
            long longest = Math.min(ceiling, retry.longest().toMillis());
            LongSummaryStatistics waits = waits(delay, attempts, null);

            assertThat(waits.getMax()).as("after %d tries", attempts).isLessThan(longest);
            assertThat(waits.getMin()).as("some come back at once").isBetween(1L, longest / 10);
            assertThat(waits.getMax()).as("others at the end").isGreaterThan(longest * 9 / 10);
        }
    }

    @Test
    void nobodyComesBackBeforeThePartnerSaidNorAllAtTheMomentThatItSaid() {
        Duration asked = Duration.ofMinutes(7);
        LongSummaryStatistics waits = waits(new RetryDelay(defaults()), 9, asked);

        assertThat(waits.getMin()).isGreaterThan(asked.toMillis());
        assertThat(waits.getAverage() - asked.toMillis())
                .as("they spread over the first wait")
                .isBetween(800.0, 1_200.0);
    }

    private static LongSummaryStatistics waits(RetryDelay delay, int attempts, @Nullable Duration asked) {
        return LongStream.range(0, 500)
                .map(i -> delay.after(attempts, asked).toMillis())
                .summaryStatistics();
    }

    @Test
    void signalRunsALaneAtOnceUnlessAPartnerAskedForSilence() {
        LaneSlot slot = new LaneSlot(UUID.randomUUID(), "wb-prd", TurnsTest.NOTHING, LaneSlot.SLOW);
        long now = System.nanoTime();
        slot.begin(now);
        slot.end(Next.idle(), now); // as after refused credentials

        assertThat(slot.isDue(now)).isFalse();
        slot.signal();
        assertThat(slot.isDue(now)).isTrue();

        slot.begin(now);
        slot.end(Next.notBefore(Duration.ofHours(1)), now);
        slot.signal();
        assertThat(slot.isDue(now)).isFalse();
        assertThat(slot.isDue(now + Duration.ofHours(1).toNanos())).isTrue();
    }

    @Test
    void aFurtherHandIsCalledWhileWorkWaitsAndNotForSomethingSmall() {
        LaneSlot first = new LaneSlot(UUID.randomUUID(), "wb-prd", new TwoHands(false), LaneSlot.SLOW);
        LaneSlot second = first.hands().get(1);
        long now = System.nanoTime();

        first.hear();
        second.hear();
        assertThat(second.isDue(now)).isFalse();
        first.begin(now);
        first.end(Next.now(), now);
        assertThat(second.isDue(now)).isFalse();
        first.begin(now);
        first.end(Next.now(), now);
        assertThat(second.isDue(now)).isTrue();

        second.begin(now);
        second.end(Next.idle(), now);
        first.begin(now);
        first.end(Next.notBefore(Duration.ofSeconds(1)), now);
        first.begin(now);
        first.end(Next.now(), now);
        assertThat(first.hands()).hasSize(2);
        assertThat(second.isDue(now)).isFalse();
    }

    @Test
    void aLaneThatGivesWayCallsAFurtherHandOnlyWhileItsRunsAreSlow() {
        LaneSlot first = new LaneSlot(UUID.randomUUID(), "wb-prd", new TwoHands(true), LaneSlot.SLOW);
        LaneSlot second = first.hands().get(1);
        long quick = Duration.ofMillis(99).toNanos();
        long slow = Duration.ofMillis(100).toNanos();
        long now = System.nanoTime();

        for (int run = 0; run < 5; run++) {
            now = foundWork(first, now, quick);
        }
        assertThat(second.isDue(now)).isFalse();
        now = foundWork(first, now, slow);
        now = foundWork(first, now, slow);
        assertThat(second.isDue(now)).isTrue();
        now = foundWork(second, now, slow);
        assertThat(second.isDue(now)).as("goes on while it is needed").isTrue();
        now = foundWork(second, now, quick);
        assertThat(second.isDue(now)).as("leaves the rest to the first").isFalse();
        assertThat(first.isDue(now)).isTrue();
    }

    private static long foundWork(LaneSlot slot, long now, long nanos) {
        slot.begin(now);
        slot.end(Next.now(), now + nanos);
        return now + nanos;
    }

    private record TwoHands(boolean givesWay) implements Lane {
        @Override
        public String name() {
            return "TWO";
        }

        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public int hands() {
            return 2;
        }

        @Override
        public Next work(ChannelAccount account) {
            return Next.idle();
        }
    }

    @Test
    void timesAreKeptWithinAFifth() {
        for (long millis = 1; millis < Duration.ofDays(40).toMillis(); millis = millis * 7 / 5 + 1) {
            long told = Propagation.millis(Propagation.step(Duration.ofMillis(millis)));
            assertThat(told).isBetween(millis, millis + millis / 5 + 1);
        }
        assertThat(Propagation.step(Duration.ofMillis(-5))).isZero();
    }
}
