package org.haat.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.haat.local.StartRefused;

/**
 * The one origin. A request goes to the part that owns its first path segment, as it is; the gateway only says who asked
 * ({@code X-Forwarded-*}, what the caller claims there is dropped) and answers itself when a part is down.
 */
public final class Gateway implements AutoCloseable {
    private static final int HEADER_LIMIT = 32_768;
    /** What the service that takes the largest bodies, catalogue files, takes at most. */
    private static final long BODY_LIMIT_BYTES = 64L << 20;

    /** What the services that take no catalogue files take at most. */
    private static final long SMALL_LIMIT_BYTES = 10L << 20;

    private static final Pattern SMALL = Pattern.compile("/(orders|sync)(/.*)?");
    private static final String TOO_LARGE =
            "{\"type\":\"/problems/too-large\",\"title\":\"Request Entity Too Large\",\"status\":413,"
                    + "\"code\":\"too-large\",\"detail\":\"The body is larger than %d MB. Split it.\"}";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private final int port;
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions()
                    .setConnectTimeout(2_000)
                    .setKeepAliveTimeout(30)
                    .setMaxHeaderSize(HEADER_LIMIT),
            new PoolOptions().setHttp1MaxSize(200));
    /** May change while it runs. */
    private final Map<String, Handler<HttpServerRequest>> routes = new ConcurrentHashMap<>();

    public Gateway(int port) {
        this.port = port;
    }

    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * @param path first segment with its slash, for example {@code /catalog}
     * @param name how a person calls what is there
     */
    public Gateway route(String path, String name, int targetPort) {
        HttpProxy proxy = HttpProxy.reverseProxy(client).origin(targetPort, "127.0.0.1");
        proxy.addInterceptor(new Forwarding(name));
        routes.put(path, proxy);
        return this;
    }

    /** Requests below this path are answered here. */
    public Gateway route(String path, Handler<HttpServerRequest> handler) {
        routes.put(path, handler);
        return this;
    }

    /** @throws StartRefused if the port was taken meanwhile */
    public void start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(HEADER_LIMIT)
                .setMaxInitialLineLength(8_192)
                .setIdleTimeout(120);
        Future<HttpServer> started =
                vertx.createHttpServer(options).requestHandler(this::handle).listen();
        try {
            started.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartRefused("Port " + port + " is in use by another program; choose another with --port.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpServerRequest request) {
        if (!authority().equals(request.getHeader("Host"))) {
            lead(request);
            return;
        }
        String path = request.path() == null ? "" : request.path();
        if (announcedBytes(request) > limitBytes(path)) {
            tooLarge(request, limitBytes(path));
            return;
        }
        int slash = path.indexOf('/', 1);
        Handler<HttpServerRequest> owner = routes.get(slash < 0 ? path : path.substring(0, slash));
        if (owner != null) {
            owner.handle(request);
        } else if (path.equals("/")) {
            page(request, 200, StartPage.html());
        } else if (path.equals("/favicon.ico")) {
            request.response()
                    .putHeader("Content-Type", "image/svg+xml")
                    .putHeader("Cache-Control", "max-age=86400")
                    .end(Page.ICON);
        } else {
            page(
                    request,
                    404,
                    Page.html("Not found", "<h1>There is nothing here</h1><p><a href=\"/\">Start page</a></p>"));
        }
    }

    private static long announcedBytes(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    /** Said here, because a service that hangs up in the middle of a body looks like one that is down. */
    private static void tooLarge(HttpServerRequest request, long limitBytes) {
        request.response()
                .setStatusCode(413)
                .putHeader("Content-Type", PROBLEM_JSON)
                .end(tooLarge(limitBytes));
    }

    private static String tooLarge(long limitBytes) {
        return String.format(Locale.ROOT, TOO_LARGE, limitBytes >> 20);
    }

    private static long limitBytes(String path) {
        return SMALL.matcher(path).matches() ? SMALL_LIMIT_BYTES : BODY_LIMIT_BYTES;
    }

    private String authority() {
        return "127.0.0.1:" + port;
    }

    /** One origin only: {@code localhost} is led to it, and a name that some other site resolved to us is refused. */
    private void lead(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) && ("localhost:" + port).equals(request.getHeader("Host"))) {
            request.response()
                    .setStatusCode(307)
                    .putHeader("Location", origin() + request.uri())
                    .end();
        } else {
            page(request, 421, Page.html("Wrong address", "<h1>Haat is at " + origin() + "</h1>"));
        }
    }

    private static void page(HttpServerRequest request, int status, String html) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(html);
    }

    /** Adds who asked on the way in; turns an unreachable part into a page on the way out. */
    private final class Forwarding implements ProxyInterceptor {
        private final String name;

        Forwarding(String name) {
            this.name = name;
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest incoming = context.request().proxiedRequest();
            var headers = context.request().headers();
            headers.remove("Forwarded");
            headers.remove("X-Forwarded-Prefix");
            headers.set("X-Forwarded-For", incoming.remoteAddress().hostAddress());
            headers.set("X-Forwarded-Proto", "http");
            headers.set("X-Forwarded-Host", authority());
            headers.set("X-Forwarded-Port", String.valueOf(port));
            Body whole = context.request().getBody();
            long limit = limitBytes(incoming.path());
            BoundedStream body = new BoundedStream(whole.stream(), limit);
            context.request().setBody(Body.body(body, whole.length()));
            return context.sendRequest()
                    .recover(failure -> Future.succeededFuture(
                            body.isExceeded() ? tooLarge(context, limit) : unreachable(context)));
        }

        private ProxyResponse tooLarge(ProxyContext context, long limitBytes) {
            return answer(context, 413, PROBLEM_JSON, Gateway.tooLarge(limitBytes));
        }

        private ProxyResponse unreachable(ProxyContext context) {
            boolean page = String.valueOf(context.request().proxiedRequest().getHeader("Accept"))
                    .contains("text/html");
            String text = page
                    ? ServiceDownPage.html(name)
                    : "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                            + "\"code\":\"service-down\",\"detail\":\"The part of Haat for " + name
                            + " is starting, or waits for another part; try again in a few seconds.\"}";
            return answer(context, 503, page ? "text/html;charset=UTF-8" : PROBLEM_JSON, text)
                    .putHeader("Retry-After", "3");
        }

        private ProxyResponse answer(ProxyContext context, int status, String type, String text) {
            ProxyResponse response = context.request().release().response();
            response.headers().clear();
            return response.setStatusCode(status)
                    .putHeader("Content-Type", type)
                    .setBody(Body.body(Buffer.buffer(text)));
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The process ends next, and its sockets with it.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
