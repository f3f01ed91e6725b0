package org.haat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.haat.local.DataFolder;
import org.haat.local.Ports;
import org.haat.local.Secrets;
import org.haat.local.Terminal;
import org.haat.local.database.Postgres;
import org.haat.local.process.Orphans;
import org.haat.local.process.Supervisor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the tables that order-service's own migrations make. */
class OrderBooksTest {
    private static final Path MIGRATIONS = Path.of("../../order-service/src/main/resources/db/migration");

    @TempDir
    static Path folder;

    private static DataFolder data;
    private static Orphans orphans;
    private static Supervisor supervisor;
    private static Postgres postgres;

    private final String agency = "agency-" + UUID.randomUUID();
    private final OrderBooks books = new OrderBooks(postgres, agency);

    @BeforeAll
    static void start() throws Exception {
        data = DataFolder.take(folder, false);
        orphans = new Orphans();
        postgres = new Postgres(
                data, Secrets.in(data.root()), Ports.in(data.root()).port("postgres"), orphans);
        supervisor = new Supervisor(
                new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream()), part -> data.log(part.name()));
        supervisor.start(List.of(postgres.part()));
        for (Path migration : migrations()) {
            execute(Files.readString(migration).replace("${serviceRole}", "orders"));
        }
    }

    @AfterAll
    static void end() throws Exception {
        supervisor.close();
        orphans.close();
        data.close();
    }

    @Test
    void orderThatItsMarketplaceTakesOverLaterIsNotHandedOverYet() throws SQLException {
        order("later", "ship_after = now() + interval '1 hour'");
        order("due", "ship_after = now() - interval '1 second'");
        order("any-time", "ship_after = NULL");

        assertThat(books.shippable()).containsExactly(id("due"), id("any-time"));
        assertThat(books.unshipped()).isEqualTo(3);
    }

    @Test
    void orderThatItsMarketplaceWithholdsIsNotHandedOver() throws SQLException {
        order("unpaid", "channel_status = 'PENDING'");
        order("held", "channel_hold = true");
        order("gone", "state = 'SHIPPED'");

        assertThat(books.shippable()).isEmpty();
        assertThat(books.unshipped()).isEqualTo(2);
    }

    @Test
    void orderWaitsForEachOfItsLines() throws SQLException {
        order("waits", "state = 'ACCEPTED'");
        execute("UPDATE order_line SET reservation = 'ASKED' WHERE order_id = '" + id("waits") + "'");

        assertThat(books.shippable()).isEmpty();
        assertThat(books.undecidedLines()).isEqualTo(1);
    }

    /** An order of one line that may leave, but for one thing. */
    private void order(String name, String change) throws SQLException {
        execute(
                "INSERT INTO orders (id, agency, account, channel, remote_order_id, version, revision, state, channel_status,"
                        + " placed_at, updated_at, received_at, channel_hold, fulfilled_by_channel, currency, total_minor, changed_at)"
                        + " VALUES ('%1$s', '%2$s', 'a', 'flipkart', '%1$s', 1, 1, 'ALLOCATED', 'UNSHIPPED', clock_timestamp(), now(),"
                                .formatted(id(name), agency)
                        + " now(), false, false, 'INR', 100, now())");
        execute(
                "INSERT INTO order_line (id, order_id, agency, channel, remote_order_id, remote_line_id, position, sku, sku_known,"
                        + " quantity, cancelled_quantity, channel_cancelled_quantity, shipped_quantity, reservation, asked_quantity,"
                        + " granted_quantity, released_quantity, movements, line_total_minor, shipping_minor, buyer_cancel_requested)"
                        + " VALUES ('%1$s', '%1$s', '%2$s', 'flipkart', '%1$s', '1', 1, 'S', true, 1, 0, 0, 0, 'GRANTED', 1, 1, 0, 1, 100, 0,"
                                .formatted(id(name), agency)
                        + " false)");
        execute("UPDATE orders SET " + change + " WHERE id = '" + id(name) + "'");
    }

    private String id(String name) {
        return UUID.nameUUIDFromBytes((agency + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.auditor("orders");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparingInt(OrderBooksTest::version))
                    .toList();
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
    }
}
