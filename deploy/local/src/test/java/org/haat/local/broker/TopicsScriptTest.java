package org.haat.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsScriptTest {
    @Test
    void makesTheTopicsOfTheContractAsTheyAreKeptHere() throws Exception {
        List<String> wanted = TopicPlan.topics().stream()
                .map(TopicsScriptTest::asked)
                .sorted()
                .toList();

        assertThat(run("kafka:9092", "3")).isEqualTo(wanted);
    }

    /** What Kafka's tool is asked, one line a topic, in order. */
    private static List<String> run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "../kafka/topics.sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KAFKA_TOPICS", "echo");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().sorted().toList();
    }

    private static String asked(NewTopic topic) {
        Map<String, String> settings = new TreeMap<>(topic.configs());
        return "--bootstrap-server kafka:9092 --create --if-not-exists --topic " + topic.name() + " --partitions "
                + topic.numPartitions() + " --replication-factor 3 "
                + settings.entrySet().stream()
                        .map(each -> "--config " + each.getKey() + '=' + each.getValue())
                        .collect(Collectors.joining(" "));
    }
}
