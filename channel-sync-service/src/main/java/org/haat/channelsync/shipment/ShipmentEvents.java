package org.haat.channelsync.shipment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.Shipment;
import org.haat.event.Topics;
import org.haat.event.UnreadableEventException;
import org.haat.outbox.EventHandler;

/** Takes order-service's shipments. */
@Singleton
public class ShipmentEvents implements EventHandler {
    private final Shipments shipments;
    private final Accounts accounts;

    public ShipmentEvents(Shipments shipments, Accounts accounts) {
        this.shipments = shipments;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "shipments";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.ORDER_SHIPMENT);
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            Shipment shipment = EventJson.data(event, Shipment.class);
            ChannelAccount account = account(shipment);
            shipments.keep(account, shipment);
            accounts.wake(account.id());
        }
    }

    private ChannelAccount account(Shipment shipment) {
        UUID id;
        try {
            id = UUID.fromString(shipment.account());
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("No channel account is called " + shipment.account(), e);
        }
        return accounts.find(id)
                .filter(account -> account.agency().equals(shipment.agency()))
                .orElseThrow(() -> new UnreadableEventException(
                        "Agency " + shipment.agency() + " has no channel account " + shipment.account(), null));
    }
}
