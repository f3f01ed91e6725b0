package org.haat.sandbox.http;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.haat.sandbox.pace.Pace;

/** The HTTP server: loopback, one event loop, so that the marketplaces see one call after the other. */
public final class HttpDoor {
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final Pace pace;
    private final Function<Call, Delivery> inside;

    public HttpDoor(Vertx vertx, Pace pace, Function<Call, Delivery> inside) {
        this.vertx = vertx;
        this.pace = pace;
        this.inside = inside;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setMaxInitialLineLength(16 * 1024)
                        .setMaxHeaderSize(32 * 1024)
                        .setIdleTimeout(900))
                .requestHandler(this::read);
    }

    /** @return the port it listens on */
    public Future<Integer> open(int port) {
        return server.listen(port).map(HttpServer::actualPort);
    }

    private void read(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        boolean[] refused = {false};
        request.handler(part -> {
            if (body.length() + part.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(part);
            } else if (!refused[0]) {
                refused[0] = true;
                request.response().setStatusCode(413).end("The body is above 32 MiB.\n");
            }
        });
        request.endHandler(end -> {
            if (!refused[0]) {
                deliver(request, inside.apply(call(request, body)));
            }
        });
        request.exceptionHandler(gone -> refused[0] = true);
    }

    private Call call(HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Call(
                pace.now(), request.method().name(), path(request), query(request), headers, body.getBytes(), Map.of());
    }

    private static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "/" : path;
    }

    private static Map<String, List<String>> query(HttpServerRequest request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        String raw = request.query();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&")) {
            int eq = pair.indexOf('=');
            String name = decode(eq < 0 ? pair : pair.substring(0, eq));
            query.computeIfAbsent(name, n -> new ArrayList<>()).add(eq < 0 ? "" : decode(pair.substring(eq + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void deliver(HttpServerRequest request, Delivery delivery) {
        switch (delivery.manner()) {
            case SENT -> sendLater(request.response(), delivery.answer(), delivery.late());
            case RESET -> reset(request);
            case HELD_BACK -> {
                // the caller's own time limit, or the idle limit of the connection, ends it
            }
        }
    }

    private void sendLater(HttpServerResponse response, Answer answer, Duration late) {
        if (late.isZero()) {
            send(response, answer);
        } else {
            vertx.setTimer(late.toMillis(), t -> send(response, answer));
        }
    }

    private static void send(HttpServerResponse response, Answer answer) {
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }

    /** A linger of zero seconds makes the close a TCP reset. */
    private static void reset(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }
}
