package org.haat.channelsync.shipment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventType;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.haat.event.Topics;
import org.haat.event.UnreadableEventException;
import org.haat.outbox.EventHandler;

/** Takes order-service's shipments and cancellations. */
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
        return Set.of(Topics.ORDER_SHIPMENT, Topics.ORDER_CANCELLATION);
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            if (event.type().equals(EventType.ORDER_CANCELLATION.id())) {
                OrderCancellation given = EventJson.data(event, OrderCancellation.class);
                keep(given.agency(), given.account(), new Message.GivenUp(given));
            } else {
                Shipment shipment = EventJson.data(event, Shipment.class);
                keep(shipment.agency(), shipment.account(), new Message.Left(shipment));
            }
        }
    }

    private void keep(String agency, String accountId, Message message) {
        ChannelAccount account = account(agency, accountId);
        shipments.keep(account, message);
        accounts.wake(account.id());
    }

    private ChannelAccount account(String agency, String accountId) {
        UUID id;
        try {
            id = UUID.fromString(accountId);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("No channel account is called " + accountId, e);
        }
        return accounts.find(id)
                .filter(account -> account.agency().equals(agency))
                .orElseThrow(() -> new UnreadableEventException(
                        "Agency " + agency + " has no channel account " + accountId, null));
    }
}
