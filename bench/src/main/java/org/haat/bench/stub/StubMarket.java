package org.haat.bench.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.haat.bench.stub.StubCall.Kind;

/** Both marketplaces behind one port of loopback. Thread-safe. */
public final class StubMarket implements AutoCloseable {
    public static final String AMAZON = "amazon-in";
    public static final String FLIPKART = "flipkart";
    /** Amazon's store that sells in India. */
    public static final String STORE = AmazonStub.STORE;
    /** The place of dispatch of whoever sells on Flipkart. */
    public static final String LOCATION = "LOCBENCH01";
    /** Flipkart's number of every product: nothing here asks which. */
    public static final String FSN = "BENCHFSN00001";

    static final ObjectMapper JSON = new ObjectMapper();
    private static final double NO_LIMIT_PER_SECOND = 100_000;
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final Map<String, NavigableMap<String, StubListing>> listings =
            Map.of(AMAZON, new ConcurrentSkipListMap<>(), FLIPKART, new ConcurrentSkipListMap<>());
    private final ConcurrentLinkedQueue<StubCall> calls = new ConcurrentLinkedQueue<>();
    private final AmazonStub amazon = new AmazonStub(listings(AMAZON), () -> url(AMAZON));
    private final FlipkartStub flipkart = new FlipkartStub(listings(FLIPKART));
    private final int port;
    private volatile double ratePerSecond = NO_LIMIT_PER_SECOND;

    private StubMarket() {
        HttpServer server = vertx.createHttpServer().requestHandler(this::take);
        try {
            port = server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .actualPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The stub cannot listen", e);
        }
    }

    public static StubMarket open() {
        return new StubMarket();
    }

    /** An answer to be sent, and what the call was for. */
    record Reply(Kind kind, int status, Object body, Map<String, Long> values) {
        static Reply of(Kind kind, Object body) {
            return new Reply(kind, 200, body, Map.of());
        }
    }

    public String url(String channel) {
        return "http://127.0.0.1:" + port + (channel.equals(AMAZON) ? "/amazon" : "/flipkart");
    }

    /** The rate that Amazon's answers grant from now on; nobody enforces it. */
    public void grant(double perSecond) {
        ratePerSecond = perSecond;
    }

    public void grantEverything() {
        grant(NO_LIMIT_PER_SECOND);
    }

    /** By SKU; whoever seeds puts in here what is shown. */
    public NavigableMap<String, StubListing> listings(String channel) {
        return Optional.ofNullable(listings.get(channel)).orElseThrow();
    }

    public void forgetCalls() {
        calls.clear();
    }

    public List<StubCall> calls(Predicate<StubCall> wanted) {
        return calls.stream().filter(wanted).toList();
    }

    public long count(String channel, Predicate<Kind> kind) {
        return calls.stream()
                .filter(call -> call.channel().equals(channel) && kind.test(call.kind()))
                .count();
    }

    private void take(HttpServerRequest request) {
        long nanos = System.nanoTime();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        request.body().onSuccess(body -> {
            boolean toAmazon = request.path().startsWith("/amazon/");
            Reply reply = toAmazon
                    ? amazon.answer(
                            request.method().name(),
                            request.path().substring("/amazon".length()),
                            request.params(),
                            json(body))
                    : flipkart.answer(
                            request.method().name(), request.path().substring("/flipkart".length()), json(body));
            calls.add(new StubCall(toAmazon ? AMAZON : FLIPKART, reply.kind(), reply.values(), nanos, micros));
            send(request, reply, toAmazon);
        });
    }

    private void send(HttpServerRequest request, Reply reply, boolean toAmazon) {
        if (toAmazon) {
            request.response().putHeader("x-amzn-RateLimit-Limit", String.valueOf(ratePerSecond));
        }
        if (reply.body() instanceof byte[] text) {
            request.response()
                    .putHeader("content-type", "text/plain;charset=UTF-8")
                    .end(Buffer.buffer(text));
            return;
        }
        request.response()
                .setStatusCode(reply.status())
                .putHeader("content-type", "application/json")
                .end(JSON.valueToTree(reply.body()).toString());
    }

    private static JsonNode json(Buffer body) {
        try {
            return body.length() == 0 ? JSON.createObjectNode() : JSON.readTree(body.getBytes());
        } catch (IOException e) {
            return JSON.createObjectNode(); // a form
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
