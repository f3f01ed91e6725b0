package org.haat.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({"200, true", "204, true", "404, false", "503, false"})
    void onlyAGoodAnswerIsWell(int status, boolean well) throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(Health.isOk(address(server.getAddress().getPort()), LONG))
                    .isEqualTo(well);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoTakesTheCallAndNeverAnswersIsGivenUpWhenPatienceEnds() throws Exception {
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(loopback());

            String address = address(silent.getLocalPort());

            CompletableFuture<Boolean> well =
                    CompletableFuture.supplyAsync(() -> Health.isOk(address, Duration.ofMillis(50)));

            assertThat(well.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void whereNobodyListensNobodyIsWell() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket()) {
            gone.bind(loopback());
            port = gone.getLocalPort();
        }

        assertThat(Health.isOk(address(port), LONG)).isFalse();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port + "/health";
    }
}
