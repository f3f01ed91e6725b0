package org.haat.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.haat.event.Topics;
import org.haat.local.DataFolder;
import org.haat.local.Ports;
import org.haat.local.Secrets;
import org.haat.local.StartRefused;
import org.haat.local.Terminal;
import org.haat.local.broker.Kafka;
import org.haat.local.process.Orphans;
import org.haat.local.process.Supervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
    @TempDir
    Path folder;

    @Test
    void databasesAndTopicsAreProvidedAndKeptOverARestart() throws Exception {
        // A person's folder may have any name.
        try (DataFolder data = DataFolder.take(folder.resolve("হাটের data"), false);
                Orphans orphans = new Orphans()) {
            runOnce(data, orphans, true);
            runOnce(data, orphans, false);
        }
    }

    @Test
    void folderOfAnotherPostgresIsRefusedInOneSentence() throws Exception {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "16\n");
        try (DataFolder data = DataFolder.take(folder, false);
                Orphans orphans = new Orphans()) {
            Postgres postgres = new Postgres(data, Secrets.in(data.root()), 1, orphans);

            assertThatThrownBy(() -> postgres.part().start())
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("was made by another version of Haat (PostgreSQL 16, this one has 18)");
        }
    }

    private void runOnce(DataFolder data, Orphans orphans, boolean first) throws Exception {
        Secrets secrets = Secrets.in(data.root());
        Ports ports = Ports.in(data.root());
        Postgres postgres = new Postgres(data, secrets, ports.port("postgres"), orphans);
        Kafka kafka = new Kafka(data, ports.port("kafka"), ports.port("controller"), orphans);
        Terminal terminal = new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        try (Supervisor supervisor = new Supervisor(terminal, part -> data.log(part.name()))) {
            supervisor.start(List.of(postgres.part(), kafka.part()));
            assertDatabases(postgres, first);
            assertTopics(kafka);
        }
    }

    private static void assertDatabases(Postgres postgres, boolean first) throws SQLException {
        try (Connection owner = connect(postgres, "catalog", "catalog_owner");
                Statement statement = owner.createStatement()) {
            if (first) {
                statement.execute("CREATE TABLE kept (word text)");
                statement.execute("INSERT INTO kept VALUES ('বালুচরী')");
            }
            ResultSet found = statement.executeQuery("SELECT word FROM kept");
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("বালুচরী");
        }
        assertThatThrownBy(() -> connect(postgres, "orders", "catalog"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        try (Connection service = connect(postgres, "catalog", "catalog");
                Statement statement = service.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE not_mine (x int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static Connection connect(Postgres postgres, String database, String role) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), role, postgres.passwordOf(role));
    }

    private static void assertTopics(Kafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<String, TopicDescription> topics = admin.describeTopics(List.of(Topics.ORDER_LINE))
                    .allTopicNames()
                    .get();
            assertThat(topics.values()).allMatch(topic -> topic.partitions().size() == 6);
            assertThat(policies(admin, Topics.CATALOG_STOCK)).containsExactly("compact");
            assertThat(policies(admin, Topics.CHANNEL_ORDER)).containsExactly("delete");
        }
    }

    private static List<String> policies(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .flatMap(configuration -> configuration.entries().stream())
                .filter(entry -> entry.name().equals("cleanup.policy"))
                .map(ConfigEntry::value)
                .toList();
    }
}
