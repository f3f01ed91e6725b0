package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SampleOrders;
import org.haat.channelsync.overview.ParkedDesk;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.edge.Scope;
import org.haat.event.Event;
import org.junit.jupiter.api.Test;

/** What order-service says of an order, told to its marketplace. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class OrdersAnsweredIT extends OrdersOfAnAccount {
    @Inject
    ParkedDesk desk;

    @Test
    void shipmentIsConfirmedOnTheChannelAndToldOnce() {
        place("O-1", "UNSHIPPED", Instant.now());
        Event shipped = SampleOrders.shipment(account, "S-1", "O-1");

        told(shipped);
        told(shipped);

        await(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                .contains("CONFIRMED"));
        assertThat(market.order(account.id(), "O-1").orElseThrow().status()).isEqualTo("SHIPPED");
        assertThat(bench.calls(account, "CONFIRM_SHIPMENT")).isEqualTo(1);
    }

    @Test
    void cancellationIsToldToTheChannelOnce() {
        place("O-9", "UNSHIPPED", Instant.now());
        Event given = SampleOrders.cancellation(account, "C-1", "O-9");

        told(given);
        told(given);

        await(() -> bench.texts("SELECT kind || state FROM shipment WHERE account = ?", account.id())
                .equals(List.of("CANCELLATIONCONFIRMED")));
        assertThat(market.order(account.id(), "O-9").orElseThrow().status()).isEqualTo("CANCELLED");
        assertThat(bench.calls(account, "CANCEL_ORDER")).isEqualTo(1);
    }

    @Test
    void cancellationThatTheChannelRefusesWaitsForAPerson() {
        told(SampleOrders.cancellation(account, "C-2", "O-405"));

        await(() -> parked().size() == 1);
        assertThat(parked().get(0).kind()).isEqualTo(ParkedMessages.Kind.CANCELLATION);
        assertThat(parked().get(0).about()).isEqualTo("O-405");

        long id = parked().get(0).id();
        Scope.system(() -> {
            desk.discard(ParkedMessages.Kind.CANCELLATION, id, "operations");
            return true;
        });

        assertThat(parked()).isEmpty();
        assertThat(bench.texts("SELECT state || settled_by FROM shipment WHERE account = ?", account.id()))
                .containsExactly("BY_HANDoperations");
    }

    @Test
    void correctedShipmentTakesThePlaceOfTheRefusedOne() {
        told(SampleOrders.shipment(account, "S-9", "O-406"));
        await(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                .equals(List.of("REFUSED")));
        place("O-406", "UNSHIPPED", Instant.now());

        told(SampleOrders.shipment(account, "S-9", "O-406"));

        await(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                .equals(List.of("CONFIRMED")));
    }

    @Test
    void shipmentOfAnOrderThatTheChannelDoesNotKnowIsRefusedWithItsReason() {
        told(SampleOrders.shipment(account, "S-2", "O-404"));

        await(() -> bench.texts("SELECT state || ' ' || message FROM shipment WHERE account = ?", account.id())
                .contains("REFUSED No order O-404"));
    }
}
