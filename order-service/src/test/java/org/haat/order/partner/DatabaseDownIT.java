package org.haat.order.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.haat.order.RealParts;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestPostgres;
import org.junit.jupiter.api.Test;

/** Without its database the intake takes nothing and says when to come again. */
@QuarkusTest
@RealParts
class DatabaseDownIT {
    @Test
    void partnerIsAskedToComeAgainAndTheRepeatIsTaken() {
        // Given
        String sku = "DOWN-1";
        Kiosk kiosk = Kiosk.selling(sku);
        String body = Kiosk.placed("D-" + UUID.randomUUID(), sku);

        // When
        lockOut(true);
        try {
            kiosk.post("msg_1", body)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .contentType("application/problem+json")
                    .body("code", equalTo("unavailable"));
        } finally {
            lockOut(false);
        }

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kiosk.post("msg_1", body).extract().statusCode() == 200);
        assertThat(kiosk.ordersStored()).isEqualTo(1);
    }

    private static void lockOut(boolean out) {
        TestPostgres.Database database = PostgresResource.database();
        try (Connection connection = database.asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database.name() + " CONNECTION LIMIT " + (out ? 0 : -1));
            if (out) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                        + database.user() + "'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
