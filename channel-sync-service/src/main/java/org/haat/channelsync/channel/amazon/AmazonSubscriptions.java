package org.haat.channelsync.channel.amazon;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.NotificationQueue.Subscribed;
import org.haat.channelsync.channel.amazon.wire.Destinations;
import org.haat.channelsync.channel.amazon.wire.Subscription;
import org.haat.channelsync.channel.http.ChannelJson;

/**
 * Has Amazon put its notifications into the seller's queue: one destination for the application, one subscription a type. What
 * is there already is used; a subscription that leads elsewhere is led here.
 */
final class AmazonSubscriptions {
    private final AmazonClient client;

    AmazonSubscriptions(AmazonClient client) {
        this.client = client;
    }

    List<Subscribed> subscribe(Account account, String arn) {
        String destination = destination(account, arn);
        List<Subscribed> subscribed = new ArrayList<>();
        for (NotificationType type : NotificationType.ALL) {
            Subscription.Detail made = subscription(account, type, destination);
            subscribed.add(new Subscribed(
                    type.name(),
                    ChannelJson.required(made.subscriptionId(), "payload.subscriptionId"),
                    Objects.requireNonNullElse(made.payloadVersion(), type.payloadVersion())));
        }
        return List.copyOf(subscribed);
    }

    private String destination(Account account, String arn) {
        Destinations.Destination made = client.createDestination(account, arn).orElseGet(() -> existing(account, arn));
        return ChannelJson.required(made.destinationId(), "payload.destinationId");
    }

    private Destinations.Destination existing(Account account, String arn) {
        List<Destinations.Destination> all =
                ChannelJson.required(client.destinations(account).payload(), "payload");
        return ChannelJson.required(
                all.stream().filter(one -> leadsTo(one, arn)).findFirst().orElse(null), "destination of this queue");
    }

    private static boolean leadsTo(Destinations.Destination one, String arn) {
        return one.resource() != null
                && one.resource().sqs() != null
                && arn.equals(one.resource().sqs().arn());
    }

    private Subscription.Detail subscription(Account account, NotificationType type, String destination) {
        Subscription.Wish wish = new Subscription.Wish(type.payloadVersion(), destination, directive(type));
        return client.createSubscription(account, type.name(), wish).orElseGet(() -> lead(account, type, wish));
    }

    private Subscription.Detail lead(Account account, NotificationType type, Subscription.Wish wish) {
        Subscription.Detail there = ChannelJson.required(
                client.subscription(account, type.name(), type.payloadVersion()).payload(), "payload");
        if (wish.destinationId().equals(there.destinationId())) {
            return there;
        }
        String elsewhere = ChannelJson.required(there.subscriptionId(), "payload.subscriptionId");
        client.deleteSubscription(account, type.name(), elsewhere);
        return ChannelJson.required(
                client.createSubscription(account, type.name(), wish).orElse(null), "payload");
    }

    private static Subscription.@org.jspecify.annotations.Nullable Directive directive(NotificationType type) {
        return type.name().equals(NotificationType.ORDER_CHANGE)
                ? new Subscription.Directive(new Subscription.Filter(
                        NotificationType.ORDER_CHANGE, List.of("OrderStatusChange", "BuyerRequestedChange")))
                : null;
    }
}
