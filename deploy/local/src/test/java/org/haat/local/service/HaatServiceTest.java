package org.haat.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.haat.local.service.HaatService.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a service that answers when a test lets it. */
class HaatServiceTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private HttpServer service;
    private Address address;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/q/health/live", this::answerWhenFree);
        service.createContext("/q/health/ready", this::answerWhenFree);
        service.start();
        address = new Address(0, service.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        free.countDown();
        service.stop(0);
        threads.shutdownNow();
    }

    private void answerWhenFree(HttpExchange exchange) throws IOException {
        asked.countDown();
        try (exchange) {
            free.await();
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void serviceTooBusyToBeReadyIsGivenTimeToSayThatItLives() throws Exception {
        CompletableFuture<Boolean> lives = CompletableFuture.supplyAsync(() -> HaatService.lives(address), threads);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(HaatService.isReady(address)).as("asked later").isFalse();
        assertThat(lives).as("whether it lives is waited for").isNotDone();
        free.countDown();

        assertThat(lives.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(HaatService.isReady(address)).isTrue();
    }
}
