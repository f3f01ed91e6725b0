package org.haat.sandbox.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** Posts to a seller's program on this machine; nothing leaves it. */
public final class Postman {
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int PATIENCE_MILLIS = 5_000;
    private final HttpClient client;

    public Postman(Vertx vertx) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS).setIdleTimeout(30));
    }

    /** Is it an http address of this machine? */
    public static boolean delivers(String url) {
        try {
            URI uri = URI.create(url);
            return "http".equals(uri.getScheme()) && uri.getHost() != null && HERE.contains(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @param answered gets the status, 0 when none came */
    public void post(String url, Map<String, String> headers, String body, IntConsumer answered) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url)
                .setTimeout(PATIENCE_MILLIS);
        headers.forEach(options::putHeader);
        client.request(options)
                .compose((HttpClientRequest request) -> request.send(Buffer.buffer(body)))
                .map(HttpClientResponse::statusCode)
                .onComplete(answer -> answered.accept(answer.succeeded() ? answer.result() : 0));
    }
}
