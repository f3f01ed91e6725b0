package org.haat.sandbox.amazon;

import java.util.List;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.queue.QueueServer;

/** Queues, destinations and who subscribed to what. Kept over a restart, but for what lay in the queues. */
public final class Subscriptions {
    private static final String ARN = "arn:aws:sqs:elasticmq:000000000000:";
    private final Shelf<Queue> queues;
    private final Shelf<Destination> destinations;
    private final Shelf<Subscription> subscriptions;
    private final QueueServer server;

    Subscriptions(Ground ground, QueueServer server) {
        this.queues = new Shelf<>(ground.journal(), "amazon.queue", Queue.class);
        this.destinations = new Shelf<>(ground.journal(), "amazon.destination", Destination.class);
        this.subscriptions = new Shelf<>(ground.journal(), "amazon.subscription", Subscription.class);
        this.server = server;
        queues.all().forEach(queue -> server.create(queue.name()));
    }

    /** A queue that somebody owns. */
    public record Queue(String name) {
        public String arn() {
            return ARN + name;
        }
    }

    /** @param clientId the application it belongs to */
    record Destination(String destinationId, String clientId, String name, String arn) {}

    /** @param account the seller it tells of */
    record Subscription(
            String subscriptionId, String account, String type, String payloadVersion, String destinationId) {}

    /** Makes a queue as its owner would at the cloud's console. */
    public Queue open(String name) {
        server.create(name);
        Queue queue = new Queue(name);
        queues.put(name, queue);
        return queue;
    }

    public List<Queue> queues() {
        return List.copyOf(queues.all());
    }

    /** The queue of an ARN, if it is one of ours. */
    Optional<Queue> queueOf(String arn) {
        return arn.startsWith(ARN) ? queues.find(arn.substring(ARN.length())) : Optional.empty();
    }

    void put(Destination destination) {
        destinations.put(destination.destinationId(), destination);
    }

    Optional<Destination> destination(String clientId, String id) {
        return destinations.find(id).filter(one -> one.clientId().equals(clientId));
    }

    List<Destination> destinations(String clientId) {
        return destinations.all().stream()
                .filter(one -> one.clientId().equals(clientId))
                .toList();
    }

    void removeDestination(String id) {
        destinations.remove(id);
    }

    void put(Subscription subscription) {
        subscriptions.put(subscription.subscriptionId(), subscription);
    }

    Optional<Subscription> subscription(String account, String type) {
        return subscriptions.all().stream()
                .filter(one -> one.account().equals(account) && one.type().equals(type))
                .findFirst();
    }

    Optional<Subscription> subscription(String id) {
        return subscriptions.find(id);
    }

    void removeSubscription(String id) {
        subscriptions.remove(id);
    }

    /** The queue that is told of this type for this seller, with the subscription. */
    Optional<Route> route(Account account, String type) {
        return subscription(account.name(), type).flatMap(one -> destinations
                .find(one.destinationId())
                .flatMap(to -> queueOf(to.arn()))
                .map(queue -> new Route(one, queue)));
    }

    record Route(Subscription subscription, Queue queue) {}
}
