package org.haat.order.order;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.Topics;
import org.haat.outbox.EventHandler;

/** Takes orders that channel-sync-service fetched. The version in the order makes repeats harmless. */
@Singleton
public class ChannelOrderHandler implements EventHandler {
    private final TakeOrder takeOrder;

    public ChannelOrderHandler(TakeOrder takeOrder) {
        this.takeOrder = takeOrder;
    }

    @Override
    public String name() {
        return "order-intake";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CHANNEL_ORDER);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            ChannelOrder in = EventJson.data(event, ChannelOrder.class);
            takeOrder.take(in, "channel " + in.channel());
        }
    }
}
