package org.haat.sandbox.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.haat.sandbox.journal.Json;
import org.jspecify.annotations.Nullable;

/**
 * ElasticMQ on this machine's loopback address. It starts with the first queue, so that a sandbox without one stays as small
 * and quick as before. What lies in a queue is gone when the sandbox ends, as a marketplace's notification may be.
 */
public final class QueueServer implements AutoCloseable {
    private static final String HERE = InetAddress.getLoopbackAddress().getHostAddress();
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Logger PEKKO = Logger.getLogger("org.apache.pekko");
    private static final Logger ELASTICMQ = Logger.getLogger("org.elasticmq");
    private final int wantedPort;
    private @Nullable SQSRestServer server;
    private int port;

    /** @param port 0: any free port */
    public QueueServer(int port) {
        this.wantedPort = port;
        PEKKO.setLevel(Level.WARNING);
        ELASTICMQ.setLevel(Level.WARNING);
    }

    /** Makes the queue, if it is not there. */
    public void create(String queue) {
        start();
        try {
            call("CreateQueue", Map.of("QueueName", queue));
        } catch (IOException e) {
            throw new UncheckedIOException("The queue " + queue + " could not be made", e);
        }
    }

    private void start() {
        if (server == null) {
            server = SQSRestServerBuilder.withPort(wantedPort)
                    .withInterface(HERE)
                    .start();
            port = server.waitUntilStarted().localAddress().getPort();
        }
    }

    /** Where its queues are called. */
    public String endpoint() {
        return "http://" + HERE + ":" + port + "/";
    }

    public String url(String queue) {
        return endpoint() + "000000000000/" + queue;
    }

    /** What a program that sends posts to {@link #endpoint}, beside {@link #headers}. */
    public String sending(String queue, String message) {
        return Json.text(Json.tree(Map.of("QueueUrl", url(queue), "MessageBody", message)));
    }

    public static Map<String, String> headers(String operation) {
        return Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "AmazonSQS." + operation);
    }

    private void call(String operation, Map<String, String> request) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(endpoint()).toURL().openConnection();
        call.setConnectTimeout(PATIENCE_MILLIS);
        call.setReadTimeout(PATIENCE_MILLIS);
        call.setDoOutput(true);
        headers(operation).forEach(call::setRequestProperty);
        call.getOutputStream().write(Json.text(Json.tree(request)).getBytes(StandardCharsets.UTF_8));
        if (call.getResponseCode() != 200) {
            throw new IOException(operation + " answered " + call.getResponseCode());
        }
        call.getInputStream().close();
    }

    /** Connections that callers keep open would be waited for, longer than whoever stops the sandbox has patience. */
    @Override
    public void close() {
        if (server != null) {
            var unused = server.stopAndGetFuture().apply();
            server = null;
        }
    }
}
