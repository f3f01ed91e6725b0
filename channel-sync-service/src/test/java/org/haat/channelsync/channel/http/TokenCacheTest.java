package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.http.TokenCache.Token;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final TokenCache cache = new TokenCache(clock, Duration.ofMinutes(1));
    private final AtomicInteger fetched = new AtomicInteger();
    private final UUID id = UUID.randomUUID();

    private Account account(String secret) {
        return new Account(id, "wb-prd", Map.of(), Map.of("client_secret", secret));
    }

    private Token fetch() {
        return new Token("t" + fetched.incrementAndGet(), clock.instant().plus(Duration.ofHours(1)));
    }

    private Token refuse(FailureKind kind) {
        fetched.incrementAndGet();
        throw new ChannelException(kind, "no token");
    }

    @Test
    void tokenServesUntilAMinuteBeforeItsEnd() {
        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t1");
        clock.advance(Duration.ofMinutes(58));
        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t2");
    }

    @Test
    void tokenWithLittleLeftIsAskedForAgainAtHalfOfItNotAtEachCall() {
        cache.token(
                account("a"),
                () -> new Token("t" + fetched.incrementAndGet(), clock.instant().plusSeconds(40)));
        clock.advance(Duration.ofSeconds(19));
        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t1");
        clock.advance(Duration.ofSeconds(2));
        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t2");
    }

    @Test
    void newSecretsFetchANewToken() {
        cache.token(account("a"), this::fetch);

        assertThat(cache.token(account("b"), this::fetch)).isEqualTo("t2");
    }

    @Test
    void refusalOfAnOldTokenDoesNotLoseTheNewOne() {
        cache.token(account("a"), this::fetch);
        cache.refused(account("a"), "t1");
        cache.token(account("a"), this::fetch);

        cache.refused(account("a"), "t1");

        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t2");
    }

    @Test
    void oldTokenServesOnWhenTheRenewalFailsForAPassingReason() {
        cache.token(account("a"), this::fetch);
        clock.advance(Duration.ofMinutes(59).plusSeconds(30));

        assertThat(cache.token(account("a"), () -> refuse(FailureKind.TEMPORARY)))
                .isEqualTo("t1");
    }

    @Test
    void revokedSecretsAreNotTriedAgainForSomeSeconds() {
        for (int i = 0; i < 3; i++) {
            ChannelException refused = catchThrowableOfType(
                    ChannelException.class, () -> cache.token(account("a"), () -> refuse(FailureKind.AUTH)));
            assertThat(refused.kind()).isEqualTo(FailureKind.AUTH);
        }
        assertThat(fetched).hasValue(1);

        clock.advance(Duration.ofSeconds(6));

        assertThat(cache.token(account("a"), this::fetch)).isEqualTo("t2");
    }

    @Test
    void fiftyThreadsFetchOneToken() throws Exception {
        assertThat(fromThreads(50, () -> cache.token(account("a"), this::slowly)))
                .containsOnly("t1");
        assertThat(fetched).hasValue(1);
    }

    @Test
    void threadsThatWaitedForAFailedFetchShareItsFailure() throws Exception {
        List<String> ends = fromThreads(20, () -> {
            try {
                return cache.token(account("a"), () -> {
                    rest();
                    return refuse(FailureKind.TEMPORARY);
                });
            } catch (ChannelException e) {
                return e.kind().name();
            }
        });

        assertThat(ends).containsOnly("TEMPORARY");
        assertThat(fetched.get()).isLessThan(5);
    }

    @Test
    void tokenThatDiesUnderManyCallsIsRenewedOnce() throws Exception {
        cache.token(account("a"), this::fetch);

        List<String> after = fromThreads(50, () -> {
            cache.refused(account("a"), "t1");
            return cache.token(account("a"), this::slowly);
        });

        assertThat(after).containsOnly("t2");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void consentThatIsWithdrawnUnderManyCallsIsAskedAboutOnce() throws Exception {
        cache.token(account("a"), this::fetch);

        List<String> after = fromThreads(50, () -> {
            cache.refused(account("a"), "t1");
            try {
                return cache.token(account("a"), () -> {
                    rest();
                    return refuse(FailureKind.AUTH);
                });
            } catch (ChannelException e) {
                return e.kind().name();
            }
        });

        assertThat(after).containsOnly("AUTH");
        assertThat(fetched).hasValue(2);
    }

    private Token slowly() {
        rest();
        return fetch();
    }

    private static void rest() {
        Pause.real().rest(Duration.ofMillis(60));
    }

    private static List<String> fromThreads(int threads, java.util.concurrent.Callable<String> ask) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<String>> all = IntStream.range(0, threads)
                    .mapToObj(n -> pool.submit(() -> {
                        ready.countDown();
                        ready.await(10, TimeUnit.SECONDS);
                        return ask.call();
                    }))
                    .toList();
            List<String> ends = new java.util.ArrayList<>();
            for (Future<String> each : all) {
                ends.add(each.get(20, TimeUnit.SECONDS));
            }
            return ends;
        } finally {
            pool.shutdownNow();
        }
    }
}
