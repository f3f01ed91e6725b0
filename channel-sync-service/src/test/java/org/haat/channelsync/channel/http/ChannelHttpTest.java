package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Fault;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.PartnerStub;
import org.haat.channelsync.channel.PartnerStub.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelHttpTest {
    private static final Account ACCOUNT =
            new Account(UUID.randomUUID(), "wb-prd", Map.of(), Map.of("app_secret", "s3cr3t"));
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final List<String> counted = new ArrayList<>();
    private final CallLog log = new CallLog(50);
    private PartnerStub partner;
    private ChannelHttp http;

    record Answer(String name) {}

    @BeforeEach
    void start() {
        partner = new PartnerStub(status -> "{\"message\":\"partner says " + status + "\"}")
                .on(Operation.READ_LISTINGS, "GET", "/read.*", request -> Reply.json("{\"name\":\"here\"}"))
                .on(Operation.SET_STOCK, "PUT", "/write.*", request -> Reply.json("{\"name\":\"done\"}"));
        http = http(settings());
    }

    @AfterEach
    void stop() {
        partner.close();
    }

    private HttpSettings settings() {
        return HttpSettings.forBaseUrls(partner.baseUrl())
                .timeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** Only who waits in vain waits briefly: a busy machine answers late. */
    private void prepareFor(Fault fault) {
        if (fault == Fault.HANG) {
            http = http(settings().timeouts(Duration.ofSeconds(30), Duration.ofMillis(400), Duration.ofSeconds(60)));
        }
    }

    private ChannelHttp http(HttpSettings settings) {
        HttpParts parts = HttpParts.inProcess(clock)
                .withPause(clock.pause())
                .withTranscript(log)
                .withMeter((account, operation, outcome, took) -> counted.add(operation + " " + outcome));
        return new ChannelHttp(settings, parts, PartnerErrors.NONE);
    }

    private HttpCall read() {
        return HttpCall.get(new Quota("read", 100, 100), URI.create(partner.baseUrl() + "/read?x=1"));
    }

    private HttpCall write() {
        return HttpCall.write(new Quota("write", 100, 100), "PUT", URI.create(partner.baseUrl() + "/write"))
                .json(Map.of("quantity", 3));
    }

    private ChannelException faultOf(HttpCall call) {
        return catchThrowableOfType(ChannelException.class, () -> http.send(ACCOUNT, call, Credentials.NONE)
                .json(Answer.class));
    }

    @Test
    void goodAnswerIsReadAndCounted() {
        HttpAnswer answer = http.send(ACCOUNT, read(), Credentials.NONE);

        assertThat(answer.json(Answer.class)).isEqualTo(new Answer("here"));
        assertThat(counted).containsExactly("read ok");
        assertThat(log.counts()).containsExactly(Map.entry("read", 1L));
    }

    @Test
    void bodyGoesIntoAFileUpToALimitAndAFaultIsReadAsEver(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("body");
        HttpCall.Download whole = new HttpCall.Download(file, 100, Duration.ofSeconds(10));
        HttpAnswer answer = http.send(ACCOUNT, read().into(whole), Credentials.NONE);
        String written = Files.readString(file);
        ChannelException tooLarge = faultOf(read().into(new HttpCall.Download(file, 5, Duration.ofSeconds(10))));
        partner.answer(Operation.READ_LISTINGS, Fault.FORBIDDEN);
        ChannelException refused = faultOf(read().into(whole));

        assertThat(written).isEqualTo("{\"name\":\"here\"}");
        assertThat(answer.bytes()).isEmpty();
        assertThat(tooLarge.code()).contains("ANSWER_TOO_LARGE");
        assertThat(refused.kind()).isEqualTo(FailureKind.FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN_FIELDS", "MISSING_FIELD"})
    void everyFaultOfAReadHasItsKind(Fault fault) {
        partner.answer(Operation.READ_LISTINGS, fault);
        prepareFor(fault);

        assertThat(faultOf(read()).kind()).isEqualTo(fault.kind(Operation.READ_LISTINGS));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN_FIELDS", "MISSING_FIELD"})
    void everyFaultOfAWriteHasItsKindAndItIsSentOnce(Fault fault) {
        partner.answer(Operation.SET_STOCK, fault);
        prepareFor(fault);

        assertThat(faultOf(write()).kind()).isEqualTo(fault.kind(Operation.SET_STOCK));
        assertThat(partner.requests(Operation.SET_STOCK)).hasSize(1);
        assertThat(counted).hasSize(1);
    }

    @Test
    void writeWhoseTurnIsOverBeforeItLeavesIsNotSent() {
        ChannelException late = Turn.during(() -> false, () -> faultOf(write()));

        assertThat(late.kind()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(partner.requests(Operation.SET_STOCK)).isEmpty();
        assertThat(Turn.during(() -> false, () -> http.send(ACCOUNT, read(), Credentials.NONE))
                        .ok())
                .isTrue();
    }

    @Test
    void writeWhoseTurnEndsWhileItIsUnderWayKeepsItsBodyBack() {
        AtomicInteger asked = new AtomicInteger();

        ChannelException late = Turn.during(() -> asked.incrementAndGet() == 1, () -> faultOf(write()));

        assertThat(late.kind()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(asked).hasValue(2);
        assertThat(partner.requests(Operation.SET_STOCK)).isEmpty();
        assertThat(faultOf(write())).as("the turn ends with its work").isNull();
    }

    @Test
    void readIsTriedThreeTimesWhenThePartnerIsUnwell() {
        partner.answer(Operation.READ_LISTINGS, Fault.UNAVAILABLE);

        assertThat(faultOf(read()).kind()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(partner.requests(Operation.READ_LISTINGS)).hasSize(3);
        assertThat(counted).containsExactly("read TEMPORARY", "read TEMPORARY", "read TEMPORARY");
    }

    @Test
    void redirectIsNotFollowed() {
        partner.answer(Operation.READ_LISTINGS, Fault.REDIRECT);

        assertThat(faultOf(read())).hasMessageContaining("302");
        assertThat(partner.strangers()).isEmpty();
    }

    @Test
    void callToAForeignOriginNeverLeaves() {
        HttpCall astray = HttpCall.get(new Quota("read", 1, 1), URI.create("http://169.254.169.254/latest"));

        assertThat(faultOf(astray).code()).contains("FOREIGN_ORIGIN");
        assertThat(counted).isEmpty();
    }

    @Test
    void callWithUserInfoInItsAddressNeverLeaves() {
        URI disguised = URI.create(partner.baseUrl().replace("http://", "http://user@") + "/read");

        assertThat(faultOf(HttpCall.get(new Quota("read", 1, 1), disguised)).code())
                .contains("FOREIGN_ORIGIN");
    }

    @Test
    void anyHostOfAnAllowedDomainIsServedAndItsLookalikesAreNot() {
        HttpSettings settings = HttpSettings.forBaseUrls("https://*.example.org");

        assertThat(settings.allows(URI.create("https://documents.eu.example.org/schema?x=1")))
                .isTrue();
        assertThat(settings.allows(URI.create("https://evilexample.org/"))).isFalse();
        assertThat(settings.allows(URI.create("https://example.org.evil.net/"))).isFalse();
        assertThat(settings.allows(URI.create("http://documents.example.org/"))).isFalse();
        assertThat(settings.allows(URI.create("https://documents.example.org:8443/")))
                .isFalse();
        assertThat(settings.allows(URI.create("https://a@documents.example.org/")))
                .isFalse();
    }

    @Test
    void retryAfterHoldsTheNextCallBackUntilItIsOver() {
        partner.answer(Operation.SET_STOCK, Fault.THROTTLED_FOR_A_MINUTE);
        ChannelException first = faultOf(write());
        partner.calm();
        ChannelException early = faultOf(write());
        clock.advance(Duration.ofSeconds(61));

        assertThat(first.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(early.kind()).isEqualTo(FailureKind.THROTTLED);
        assertThat(early.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        assertThat(http.send(ACCOUNT, write(), Credentials.NONE).ok()).isTrue();
        assertThat(partner.requests(Operation.SET_STOCK)).hasSize(2);
    }

    @Test
    void retryAfterAsADateIsUnderstood() {
        partner.on(
                Operation.READ_LISTINGS,
                "GET",
                "/read.*",
                request -> new Reply(429, "", Map.of("Retry-After", "Sat, 21 Nov 2026 06:00:30 GMT")));

        assertThat(faultOf(read()).retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void shortWaitForAPermitIsWaitedFor() {
        HttpCall slow = HttpCall.get(new Quota("slow", 1, 1), read().uri());

        http.send(ACCOUNT, slow, Credentials.NONE);
        http.send(ACCOUNT, slow, Credentials.NONE);

        assertThat(waited()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void laneDoesNotSleepUntilAPermitComes() {
        HttpCall slow = HttpCall.get(new Quota("slow", 1, 1), read().uri());
        http.send(ACCOUNT, slow, Credentials.NONE);

        ChannelException fault = OnLane.run(false, () -> faultOf(slow));

        assertThat(fault.isOwnQuota()).isTrue();
        assertThat(fault.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(waited()).isZero();
        assertThat(counted).as("calls that left").hasSize(1);
    }

    @Test
    void whatIsBegunIsGoneOnWithThePermitsThatBeginningsLeave() {
        Quota seller = new Quota("seller", 0.25, 4).leaving(2);
        HttpCall begins = HttpCall.get(seller, read().uri());
        http.send(ACCOUNT, begins, Credentials.NONE);
        http.send(ACCOUNT, begins, Credentials.NONE);

        assertThat(faultOf(begins).isOwnQuota()).isTrue();
        HttpCall goesOn = HttpCall.get(seller.goingOn(), read().uri());
        http.send(ACCOUNT, goesOn, Credentials.NONE);
        http.send(ACCOUNT, goesOn, Credentials.NONE);

        assertThat(faultOf(goesOn).isOwnQuota()).isTrue();
        assertThat(waited()).isZero();
    }

    @Test
    void accountThatSharesItsQuotaWithAnotherToolUsesItsPartAlone() {
        Account half = new Account(UUID.randomUUID(), "wb-prd", Map.of(Account.CALLS_PERCENT, "50"), Map.of());
        partner.on(
                Operation.READ_LISTINGS,
                "GET",
                "/read.*",
                request -> new Reply(200, "{}", Map.of("x-amzn-RateLimit-Limit", "0.02")));
        http = http(settings().rateHeader("x-amzn-RateLimit-Limit"));
        HttpCall call = HttpCall.get(new Quota("halved", 100, 4), read().uri());
        http.send(half, call, Credentials.NONE);
        http.send(half, call, Credentials.NONE);

        assertThatThrownBy(() -> http.send(half, call, Credentials.NONE))
                .isInstanceOfSatisfying(ChannelException.class, e -> {
                    assertThat(e.isOwnQuota()).isTrue();
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(100));
                });
    }

    private Duration waited() {
        return Duration.between(java.time.Instant.parse("2026-11-21T06:00:00Z"), clock.instant());
    }

    @Test
    void rateInTheAnswerIsLearnt() {
        partner.on(
                Operation.READ_LISTINGS,
                "GET",
                "/read.*",
                request -> new Reply(200, "{}", Map.of("x-amzn-RateLimit-Limit", "0.01")));
        http = http(settings().rateHeader("x-amzn-RateLimit-Limit"));
        HttpCall twice = HttpCall.get(new Quota("twice", 100, 1), read().uri());
        http.send(ACCOUNT, twice, Credentials.NONE);

        ChannelException wait = faultOf(twice);

        assertThat(wait.kind()).isEqualTo(FailureKind.THROTTLED);
        assertThat(wait.retryAfter()).contains(Duration.ofSeconds(100));
    }

    @Test
    void refusedCredentialsAreRenewedOnceForAWriteToo() {
        Renewable credentials = new Renewable();
        partner.on(
                Operation.SET_STOCK,
                "PUT",
                "/write",
                request -> request.getHeader("authorization").equals("token-2") ? Reply.json("{}") : Reply.status(401));

        HttpAnswer answer = http.send(ACCOUNT, write(), credentials);

        assertThat(answer.ok()).isTrue();
        assertThat(counted).containsExactly("write AUTH", "write ok");
    }

    private static final class Renewable implements Credentials {
        private int token = 1;

        @Override
        public Map<String, String> headers(Account account) {
            return Map.of("authorization", "token-" + token);
        }

        @Override
        public boolean refused(Account account, Map<String, String> headers) {
            token++;
            return true;
        }
    }

    @Test
    void breakerOpensAfterFiveFailuresAndLetsOneTryLater() {
        partner.answer(Operation.SET_STOCK, Fault.SERVER_ERROR);
        for (int i = 0; i < 5; i++) {
            faultOf(write());
        }
        ChannelException open = faultOf(write());
        int callsWhileClosed = partner.requests(Operation.SET_STOCK).size();
        clock.advance(Duration.ofSeconds(31));
        ChannelException probe = faultOf(write());
        ChannelException again = faultOf(write());
        partner.calm();
        clock.advance(Duration.ofSeconds(31));

        assertThat(open.code()).contains("BREAKER_OPEN");
        assertThat(open.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(callsWhileClosed).isEqualTo(5);
        assertThat(probe.code()).contains("HTTP_500");
        assertThat(again.code()).contains("BREAKER_OPEN");
        assertThat(http.send(ACCOUNT, write(), Credentials.NONE).ok()).isTrue();
        assertThat(http.send(ACCOUNT, write(), Credentials.NONE).ok()).isTrue();
    }

    @Test
    void breakerOfOneAccountIsNotAnothers() {
        Account other = new Account(UUID.randomUUID(), "wb-khadi", Map.of(), Map.of());
        partner.answer(Operation.SET_STOCK, Fault.SERVER_ERROR);
        for (int i = 0; i < 6; i++) {
            faultOf(write());
        }
        partner.calm();

        assertThat(http.send(other, write(), Credentials.NONE).ok()).isTrue();
    }

    @Test
    void refusedConnectionIsTemporaryForAWrite() {
        String address = partner.baseUrl();
        partner.close();

        ChannelException fault =
                faultOf(HttpCall.write(new Quota("write", 1, 1), "PUT", URI.create(address + "/write")));

        assertThat(fault.kind()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(fault.code()).contains("NO_CONNECTION");
    }

    @Test
    void partnersOwnCodeDecidesWhereTheStatusMisleads() {
        HttpParts parts = HttpParts.inProcess(clock).withPause(clock.pause());
        http = new ChannelHttp(
                settings(),
                parts,
                answer -> Optional.of(new PartnerErrors.PartnerError("BUSY", "come back", FailureKind.TEMPORARY)));
        partner.answer(Operation.SET_STOCK, Fault.UNPROCESSABLE);

        ChannelException fault = faultOf(write());

        assertThat(fault.kind()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(fault.code()).contains("BUSY");
    }

    @Test
    void messageOfAnUnreadableAnswerDoesNotQuoteIt() {
        partner.on(Operation.READ_LISTINGS, "GET", "/read.*", request -> Reply.json("{\"name\": Ananya Canary}"));

        ChannelException fault = faultOf(read());

        assertThat(fault.getMessage() + fault.getCause()).doesNotContain("Ananya");
    }

    @Test
    void selfSignedPartnerIsNotTrusted() {
        com.github.tomakehurst.wiremock.WireMockServer secure = new com.github.tomakehurst.wiremock.WireMockServer(
                com.github.tomakehurst.wiremock.core.WireMockConfiguration.options()
                        .dynamicPort()
                        .dynamicHttpsPort()
                        .bindAddress("127.0.0.1"));
        secure.start();
        try {
            String address = "https://127.0.0.1:" + secure.httpsPort();
            http = http(HttpSettings.forBaseUrls(address)
                    .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10)));

            ChannelException fault = faultOf(HttpCall.get(new Quota("read", 9, 9), URI.create(address + "/read")));

            assertThat(fault.code()).contains("UNTRUSTED_CERTIFICATE");
            assertThat(secure.getAllServeEvents()).isEmpty();
        } finally {
            secure.stop();
        }
    }
}
