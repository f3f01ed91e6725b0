package org.haat.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.haat.testsupport.TestPostgres;
import org.junit.jupiter.api.Test;

/** A database with orders in it comes through every later migration with what they mean. */
class UpgradeIT {
    @Test
    void cancelledPiecesCountAsShownByTheChannelUnlessOnlyTheSellerCancelled() throws SQLException {
        // Given
        TestPostgres.Database database = TestPostgres.newDatabase();
        migrations(database).target("3").load().migrate();
        try (Connection connection = database.asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(order("1", "ACCEPTED", "UNSHIPPED", "NULL"));
            statement.execute(order("2", "CANCELLED", "UNSHIPPED", "'SELLER'"));
            statement.execute(order("3", "CANCELLED", "CANCELLED", "'SELLER'"));

            // When
            migrations(database).load().migrate();

            // Then
            assertThat(shown(statement)).containsExactly("1:1", "2:0", "3:1");
        }
    }

    private static FluentConfiguration migrations(TestPostgres.Database database) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.password())
                .locations("db/outbox", "db/migration")
                .placeholders(Map.of("serviceRole", database.user()));
    }

    private static List<String> shown(Statement statement) throws SQLException {
        List<String> shown = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT remote_order_id || ':' || channel_cancelled_quantity FROM order_line ORDER BY 1")) {
            while (rows.next()) {
                shown.add(rows.getString(1));
            }
        }
        return shown;
    }

    /** An order with one line of two pieces, of which one is cancelled. */
    private static String order(String number, String state, String channelStatus, String cancelledBy) {
        String id = "00000000-0000-0000-0000-00000000000" + number;
        return """
                INSERT INTO orders (id, agency, account, channel, remote_order_id, version, revision, state,
                    channel_status, cancelled_by, placed_at, updated_at, received_at, channel_hold,
                    fulfilled_by_channel, currency, total_minor, changed_at)
                VALUES ('%1$s', 'wb-prd', 'a', 'amazon-in', '%2$s', 1, 0, '%3$s', '%4$s', %5$s, now(), now(), now(),
                    false, false, 'INR', 100, now());
                INSERT INTO order_line (id, order_id, agency, channel, remote_order_id, remote_line_id, position, sku,
                    sku_known, quantity, cancelled_quantity, shipped_quantity, reservation, asked_quantity,
                    granted_quantity, released_quantity, movements, line_total_minor, shipping_minor,
                    buyer_cancel_requested)
                VALUES ('%1$s', '%1$s', 'wb-prd', 'amazon-in', '%2$s', '1', 1, 'A', false, 2, 1, 0, 'NONE', 0, 0, 0, 0,
                    100, 0, false)""".formatted(id, number, state, channelStatus, cancelledBy);
    }
}
