package org.haat.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.catalog.Api;
import org.haat.catalog.PlansKept;
import org.haat.catalog.RealParts;
import org.haat.edge.Scope;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.outbox.EventApplier;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.Test;

/** What an order line may ask for, and how often. */
@QuarkusTest
@RealParts
class ReservationsIT {
    private static final String SKU = "SHANTIPURI-02";

    @Inject
    Reservations reservations;

    @Inject
    OrderLineHandler handler;

    @Inject
    EventApplier applier;

    @Inject
    PlansKept plansKept;

    private final String line = UUID.randomUUID().toString();
    private String agency = "";

    @Test
    void lineThatGrewOrWasRefusedAsksAgainUnderANewMovement() throws IOException {
        // Given
        Api api = Api.newAgency("19");
        agency = api.agency();
        api.importFile("producers", Files.readAllBytes(Path.of("../deploy/local/sample/producers.csv")));
        api.importFile("products", Files.readAllBytes(Path.of("../deploy/local/sample/products.csv")));

        // When, then
        assertThat(heldAfter("first", 1)).isEqualTo(1);
        assertThat(heldAfter("first", 1)).as("the same movement again").isEqualTo(1);
        assertThat(heldAfter("second", 1)).as("one piece more").isEqualTo(2);
        assertThat(heldAfter("third", 1_000_000)).as("more than there is").isEqualTo(2);
        assertThat(heldAfter("fourth", 1)).as("asked again after a refusal").isEqualTo(3);
    }

    /** To plan what a line of an order reads takes longer than to read it. */
    @Test
    void linesOfOrdersArePlannedOnceForAConnection() {
        agency = Api.newAgency("19").agency();
        Event asked = EventJson.envelope(
                UUID.randomUUID(),
                "/order-service",
                EventType.ORDER_LINE_MOVEMENT,
                EventKey.ofOrder(agency, line),
                Instant.now(),
                agency,
                null,
                movement("first", 1));
        int before = plansKept.times();

        applier.applyTogether(handler, List.of(asked));

        assertThat(plansKept.times()).isEqualTo(before + 1);
    }

    private OrderLineMovement movement(String movement, int quantity) {
        return new OrderLineMovement(
                line + ":" + movement, Kind.RESERVED, agency, line, line, SKU, quantity, "amazon-in", null);
    }

    private int heldAfter(String movement, int quantity) {
        OrderLineMovement asked = movement(movement, quantity);
        Scope.everything()
                .run(() -> QuarkusTransaction.requiringNew().run(() -> reservations.apply(agency, List.of(asked))));
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT held FROM reservation WHERE line_id = ?")) {
            statement.setString(1, line);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
