package org.haat.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.haat.local.DataFolder;
import org.haat.local.process.ChildPart;
import org.haat.local.process.ChildProcess;
import org.haat.local.process.JavaProgram;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;

/** The broker, as the rest of this program sees it. */
public final class Kafka {
    private final DataFolder data;
    private final int broker;
    private final int controller;
    private final ChildPart part;

    public Kafka(DataFolder data, int broker, int controller, Orphans orphans) {
        this.data = data;
        this.broker = broker;
        this.controller = controller;
        part = new ChildPart("Kafka", this::command, this::isReady, this::accepts, Duration.ofSeconds(15), orphans);
    }

    public Part part() {
        return part;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + broker;
    }

    private Path readyFile() {
        return data.root().resolve("kafka").resolve("ready");
    }

    private ChildProcess.Command command() {
        Path folder = data.root().resolve("kafka");
        Path file = folder.resolve("server.properties");
        Properties properties = new Properties();
        properties.putAll(KafkaNode.settings(broker, controller, folder.resolve("log")));
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(readyFile());
            // Kafka's own tool reads bytes, in which letters beyond Latin are escapes.
            try (OutputStream stream = Files.newOutputStream(file)) {
                properties.store(stream, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> flags = List.of(
                "-Xms48m", "-Xmx192m", "-XX:MaxNewSize=16m", "-XX:-ShrinkHeapInSteps", "-XX:TieredStopAtLevel=1");
        return new ChildProcess.Command(
                JavaProgram.ofThisClassPath(
                        flags, KafkaNode.class, file.toString(), readyFile().toString()),
                Map.of(),
                data.log("kafka"));
    }

    private boolean isReady() {
        try {
            return Files.exists(readyFile())
                    && Files.readString(readyFile()).equals(String.valueOf(part.pid()))
                    && accepts();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), broker), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
