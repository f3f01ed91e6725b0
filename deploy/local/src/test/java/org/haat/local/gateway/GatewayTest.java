package org.haat.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.haat.local.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer behind;
    private Gateway gateway;
    private int port;

    @BeforeEach
    void start() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext("/", exchange -> {
            String seen = exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + '\n'
                    + exchange.getRequestHeaders().entrySet().stream()
                            .map(header ->
                                    header.getKey() + ": " + header.getValue().get(0) + '\n')
                            .reduce("", String::concat)
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = seen.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        behind.start();
        Ports ports = Ports.in(folder);
        port = ports.gateway(OptionalInt.empty());
        gateway = new Gateway(port)
                .route("/catalog", "catalogue", behind.getAddress().getPort())
                .route("/orders", "orders", ports.port("nobody"));
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        behind.stop(0);
    }

    @Test
    void requestReachesItsServiceUnchangedWithWhoAskedAdded() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/catalog/api/v1/products?q=%E0%A6%B6&limit=2")
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("X-Forwarded-Prefix", "/evil")
                        .POST(HttpRequest.BodyPublishers.ofString("body as it was"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body())
                .startsWith("POST /catalog/api/v1/products?q=%E0%A6%B6&limit=2\n")
                .endsWith("body as it was")
                .contains("X-forwarded-for: 127.0.0.1\n")
                .contains("X-forwarded-host: 127.0.0.1:" + port + '\n')
                .contains("X-forwarded-proto: http\n")
                .doesNotContain("6.6.6.6")
                .doesNotContain("evil");
    }

    @Test
    void serviceThatIsDownGivesAPersonAPageAndAProgramAProblem() throws Exception {
        HttpResponse<String> page = http.send(
                request("/orders/").header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> problem = http.send(
                request("/orders/api/v1/orders")
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("<h1>One moment</h1><p>The part of Haat for orders is starting");
        assertThat(problem.statusCode()).isEqualTo(503);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.headers().firstValue("Retry-After")).contains("3");
        assertThat(problem.body()).contains("\"code\":\"service-down\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/catalog/api/v1/imports,67108865,64",
        "/sync/notifications/flipkart/a,10485761,10",
        "/orders/partner/v1/orders,10485761,10",
    })
    void bodyThatNoServiceTakesIsAProblemAndNotAServiceThatIsDown(String path, int length, int limit) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: " + length
                    + "\r\n\r\n";
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(240);

            assertThat(new String(answer, StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json")
                    .contains("\"code\":\"too-large\"")
                    .contains("larger than " + limit + " MB");
        }
    }

    @Test
    void bodyWithoutALengthIsCutOffAtTheLimitAndSaidToBeTooLarge() throws Exception {
        byte[] part = new byte[1 << 20];
        var parts = java.util.stream.IntStream.range(0, 66).mapToObj(i -> part).iterator();
        HttpResponse<String> answer = http.send(
                request("/catalog/api/v1/imports")
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(() -> parts))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"too-large\"");
    }

    @Test
    void browsersFindAnIconForPagesThatNameNone() throws Exception {
        HttpResponse<String> icon = http.send(request("/favicon.ico").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(icon.body()).startsWith("<svg ");
    }

    @Test
    void startPageLinksToEveryPart() throws Exception {
        assertThat(http.send(request("/").build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("href=\"/catalog/\"", "href=\"/orders/\"", "href=\"/sync/\"", "href=\"/sandbox/\"");
    }

    @Test
    void unknownPathAndPathThatOnlyBeginsAlikeAreNotFound() throws Exception {
        assertThat(http.send(request("/catalogue").build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.send(request("/nothing/here").build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void localhostIsLedToTheOneOriginAndForeignNamesAreRefused() throws Exception {
        assertThat(raw("localhost:" + port))
                .startsWith("HTTP/1.1 307")
                .containsIgnoringCase("location: http://127.0.0.1:" + port + "/catalog/x");
        assertThat(raw("evil.example")).startsWith("HTTP/1.1 421");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.origin() + path));
    }

    private String raw(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(("GET /catalog/x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
