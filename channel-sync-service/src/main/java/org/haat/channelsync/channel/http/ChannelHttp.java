package org.haat.channelsync.channel.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to one partner. Every call passes the breaker and the throttle, is counted once by outcome and written to the
 * transcript; every fault comes out as a {@link ChannelException}. A call that changes nothing is tried again a few times
 * with full jitter when the partner is unwell; a write never is, except once with fresh credentials after it was refused at
 * the door. Thread-safe.
 */
public final class ChannelHttp {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration EMPTY_BUCKET = Duration.ZERO;
    private final HttpClient client;
    private final HttpSettings settings;
    private final HttpParts parts;
    private final StatusMeaning meaning;
    private final QuotaScopes scopes;

    public ChannelHttp(HttpSettings settings, HttpParts parts, PartnerErrors errors) {
        this(settings, parts, errors, QuotaScopes.OF_THE_ACCOUNT);
    }

    /** @param scopes where a quota is not an account's alone */
    public ChannelHttp(HttpSettings settings, HttpParts parts, PartnerErrors errors, QuotaScopes scopes) {
        this.scopes = scopes;
        this.settings = settings;
        this.parts = parts;
        this.meaning = new StatusMeaning(errors, parts.clock());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /**
     * @return an answer with a status of 2xx, or one of those that the call expects
     * @throws ChannelException for everything else
     */
    public HttpAnswer send(Account account, HttpCall call, Credentials credentials) {
        int attempts = call.write() ? 1 : settings.readAttempts();
        for (int attempt = 1; ; attempt++) {
            // outside the try: fetching a token has tries of its own, and tries must not multiply
            Map<String, String> opening = credentials.headers(account);
            try {
                return sendOpened(account, call, credentials, opening);
            } catch (ChannelException e) {
                if (attempt >= attempts || !worthAnother(e)) {
                    throw e;
                }
                parts.pause().rest(backoff(attempt, e));
            }
        }
    }

    private boolean worthAnother(ChannelException e) {
        Duration asked = e.retryAfter().orElse(Duration.ZERO);
        return e.kind() == FailureKind.TEMPORARY
                && !e.code().orElse("").equals("BREAKER_OPEN")
                && asked.compareTo(OnLane.longestWait(settings.maxThrottleWait())) <= 0;
    }

    private static Duration backoff(int attempt, ChannelException e) {
        long ceiling = FIRST_BACKOFF.toMillis() << (attempt - 1);
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1));
        return e.retryAfter().orElse(Duration.ZERO).plus(jitter);
    }

    private HttpAnswer sendOpened(
            Account account, HttpCall call, Credentials credentials, Map<String, String> opening) {
        HttpAnswer answer = sendOnce(account, call, opening);
        boolean refused = settings.refusedStatuses().contains(answer.status());
        if (refused && credentials.refused(account, opening)) {
            answer = sendOnce(account, call, credentials.headers(account));
        }
        if (answer.ok() || call.expected().contains(answer.status())) {
            return answer;
        }
        throw meaning.fault(call, answer);
    }

    private HttpAnswer sendOnce(Account account, HttpCall call, Map<String, String> opening) {
        if (!settings.allows(call.uri())) {
            throw new ChannelException(
                    FailureKind.PROTOCOL,
                    call.operation() + " would go to a foreign origin",
                    "FOREIGN_ORIGIN",
                    null,
                    null);
        }
        parts.breaker().pass(account.id());
        quotas(account, call).forEach(quota -> awaitPermit(account, quota));
        if (call.write() && !Turn.current().getAsBoolean()) {
            throw TransportFaults.fault(call, new Turn.Over());
        }
        Instant start = parts.clock().instant();
        long nanos = System.nanoTime();
        HttpRequest request = request(call, opening);
        try {
            HttpAnswer answer = exchange(call, request);
            Duration took = Duration.ofNanos(System.nanoTime() - nanos);
            note(new Sent(account, call, request, start, took), answer);
            return answer;
        } catch (ChannelException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - nanos);
            note(new Sent(account, call, request, start, took), e);
            throw e;
        }
    }

    private List<Quota> quotas(Account account, HttpCall call) {
        return scopes.of(account, call.quota()).stream()
                .map(quota -> quota.shared(account.callShare()))
                .toList();
    }

    private void awaitPermit(Account account, Quota quota) {
        Duration waited = Duration.ZERO;
        while (true) {
            Duration wait = parts.throttle().take(account.id(), quota);
            if (wait.isZero()) {
                return;
            }
            waited = waited.plus(wait);
            if (waited.compareTo(OnLane.longestWait(settings.maxThrottleWait())) > 0) {
                throw ChannelException.ownQuota(quota.operation(), wait);
            }
            parts.pause().rest(wait);
        }
    }

    private HttpRequest request(HttpCall call, Map<String, String> opening) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri())
                .timeout(settings.readTimeout())
                .header("user-agent", settings.userAgent())
                .header("accept", "application/json")
                .method(call.method(), body(call));
        call.headers().forEach(builder::setHeader);
        opening.forEach(builder::setHeader);
        return builder.build();
    }

    private static BodyPublisher body(HttpCall call) {
        if (call.body() == null) {
            return BodyPublishers.noBody();
        }
        BodyPublisher body = BodyPublishers.ofString(call.body());
        return call.write() ? new Turn.Body(body, Turn.current()) : body;
    }

    private HttpAnswer exchange(HttpCall call, HttpRequest request) {
        HttpCall.Download into = call.into();
        Duration patience = into == null ? settings.totalTimeout() : into.patience();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request, body(into));
        try {
            HttpResponse<byte[]> response = pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpAnswer(call, response.statusCode(), first(response), response.body());
        } catch (ExecutionException e) {
            throw TransportFaults.fault(call, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw TransportFaults.fault(call, e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw TransportFaults.fault(call, e);
        }
    }

    private HttpResponse.BodyHandler<byte[]> body(HttpCall.@Nullable Download into) {
        HttpResponse.BodyHandler<byte[]> memory = BoundedBody.upTo(settings.maxAnswerBytes());
        return into == null ? memory : info -> info.statusCode() / 100 == 2 ? new FileBody(into) : memory.apply(info);
    }

    private static Map<String, String> first(HttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        return headers;
    }

    private void note(Sent sent, HttpAnswer answer) {
        learn(sent, answer);
        FailureKind kind = answer.ok() ? null : StatusMeaning.kind(sent.call(), answer.status());
        boolean unwell = kind == FailureKind.TEMPORARY || kind == FailureKind.UNKNOWN;
        if (unwell) {
            parts.breaker().failed(sent.account().id());
        } else {
            parts.breaker().succeeded(sent.account().id());
        }
        write(sent, kind, answer);
    }

    private void note(Sent sent, ChannelException fault) {
        parts.breaker().failed(sent.account().id());
        write(sent, fault.kind(), null);
    }

    private void learn(Sent sent, HttpAnswer answer) {
        Quota quota = quotas(sent.account(), sent.call()).get(0);
        if (answer.status() == 429) {
            Duration wait = meaning.retryAfter(answer).orElse(EMPTY_BUCKET);
            parts.throttle().refused(sent.account().id(), quota, wait);
        } else if (settings.rateHeader() != null) {
            answer.header(settings.rateHeader()).ifPresent(rate -> learnRate(sent, quota, rate));
        }
    }

    private void learnRate(Sent sent, Quota quota, String rate) {
        try {
            parts.throttle().learn(sent.account().id(), quota, Double.parseDouble(rate.strip()));
        } catch (NumberFormatException e) {
            return; // best effort by the partner's own word: no number, nothing learnt
        }
    }

    private void write(Sent sent, @Nullable FailureKind kind, @Nullable HttpAnswer answer) {
        HttpCall call = sent.call();
        String outcome = kind == null ? "ok" : kind.name();
        parts.meter().count(sent.account().id(), call.operation(), outcome, sent.took());
        if (parts.transcript() != Transcript.NONE) {
            parts.transcript().record(entry(sent, outcome, answer));
        }
    }

    private static Transcript.Entry entry(Sent sent, String outcome, @Nullable HttpAnswer answer) {
        HttpCall call = sent.call();
        Map<String, String> sentHeaders = new TreeMap<>();
        sent.request().headers().map().forEach((name, values) -> sentHeaders.put(name, values.get(0)));
        return new Transcript.Entry(
                sent.start(),
                sent.account().id(),
                call.operation(),
                call.method(),
                Scrubber.text(pathAndQuery(call)),
                answer == null ? 0 : answer.status(),
                outcome,
                sent.took(),
                Scrubber.headers(sentHeaders),
                call.body() == null ? null : written(call, call.body()),
                answer == null ? Map.of() : Scrubber.headers(answer.headers()),
                answer == null ? null : answered(call, answer));
    }

    private static String written(HttpCall call, String body) {
        return call.bulky() ? "(" + body.length() + " characters)" : Scrubber.body(body);
    }

    private static String answered(HttpCall call, HttpAnswer answer) {
        if (call.bulky() && answer.ok()) {
            return call.into() == null ? "(" + answer.bytes().length + " bytes)" : "(a file)";
        }
        boolean text = answer.header("content-type").orElse("").matches("(?i)(|text/.*|.*json.*|.*xml.*)");
        return text || !answer.ok()
                ? Scrubber.body(answer.text())
                : Scrubber.MASK + " (" + answer.bytes().length + " bytes of "
                        + answer.header("content-type").orElse("") + ")";
    }

    private static String pathAndQuery(HttpCall call) {
        String query = call.uri().getRawQuery();
        return call.uri().getRawPath() + (query == null ? "" : "?" + query);
    }

    private record Sent(Account account, HttpCall call, HttpRequest request, Instant start, Duration took) {}
}
