package org.haat.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
    private static final HeapRoom ROOM = new HeapRoom(30, 45);

    /** To a JVM that waits for its input to end; the flags are looked at in between, where only a rest's are in force. */
    @Test
    void jvmCollectsWithLittleRoomAndHasItsOwnAgainAfterwards() throws Exception {
        Process jvm = waiting();
        try {
            assertThat(settings(jvm)).containsExactly("MaxHeapFreeRatio=45", "MinHeapFreeRatio=30");
            List<String> orders = ROOM.toCollect();
            int collection = orders.indexOf("GC.run");

            tell(jvm, orders.subList(0, collection + 1));
            assertThat(settings(jvm)).containsExactly("MaxHeapFreeRatio=5", "MinHeapFreeRatio=3");

            tell(jvm, orders.subList(collection + 1, orders.size()));
            assertThat(settings(jvm)).containsExactly("MaxHeapFreeRatio=45", "MinHeapFreeRatio=30");
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static Process waiting() throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java"), "-XX:+UseSerialGC", "-Xmx32m"));
        command.addAll(ROOM.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Waits.class.getName()));
        Process jvm = new ProcessBuilder(command).start();
        assertThat(jvm.getInputStream().read()).isEqualTo('.');
        return jvm;
    }

    /** A program that says that it runs and then waits. */
    static final class Waits {
        private Waits() {}

        public static void main(String[] arguments) throws IOException {
            System.out.print('.');
            System.out.flush();
            System.in.read();
        }
    }

    private static List<String> settings(Process jvm) throws Exception {
        return Stream.of(tell(jvm, List.of("VM.flags -all")).split("\n"))
                .filter(line -> line.contains("HeapFreeRatio"))
                .map(line -> line.trim().replaceAll("\\s+", " ").split(" "))
                .map(words -> words[1] + "=" + words[3])
                .toList();
    }

    private static String tell(Process jvm, List<String> orders) throws Exception {
        Process process = new ProcessBuilder(tool("jcmd"), String.valueOf(jvm.pid()), String.join("\n", orders))
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
        return answer;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
