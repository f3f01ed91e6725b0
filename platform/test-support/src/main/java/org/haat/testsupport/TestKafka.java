package org.haat.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One real KRaft broker in the test JVM; topics are made on first use. */
public final class TestKafka {
    private static final class Running {
        static final String BOOTSTRAP = start();
    }

    private TestKafka() {}

    /** Starts the broker on first use. */
    public static String bootstrapServers() {
        return Running.BOOTSTRAP;
    }

    /** A name that no other test uses. */
    public static String newName(String prefix) {
        return prefix + '-' + UUID.randomUUID();
    }

    private static String start() {
        try {
            int broker = freePort();
            int controller = freePort();
            Path logs = Files.createTempDirectory("haat-test-kafka");
            logs.toFile().deleteOnExit();
            Properties properties = properties(broker, controller, logs);
            format(properties);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            server.startup();
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-test-kafka"));
            return "localhost:" + broker;
        } catch (IOException e) {
            throw new UncheckedIOException("The test Kafka did not start", e);
        }
    }

    private static void format(Properties properties) throws IOException {
        Path file = Files.createTempFile("haat-test-kafka", ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status = StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        Files.delete(file);
        if (status != 0) {
            throw new IllegalStateException("The test Kafka's log folder could not be formatted, status " + status);
        }
    }

    private static Properties properties(int broker, int controller, Path logs) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@localhost:" + controller);
        properties.put("listeners", "PLAINTEXT://localhost:" + broker + ",CONTROLLER://localhost:" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("log.dirs", logs.toString());
        properties.put("num.partitions", "3");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "3");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", "2000000");
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        return properties;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
