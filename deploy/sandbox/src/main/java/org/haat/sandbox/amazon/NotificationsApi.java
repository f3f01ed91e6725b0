package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.amazon.Subscriptions.Destination;
import org.haat.sandbox.amazon.Subscriptions.Subscription;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;

/** Notifications v1. Destinations belong to an application, subscriptions to a seller. */
final class NotificationsApi {
    /** Operations that take an application's token and no seller's. */
    static final Set<String> GRANTLESS = Set.of(
            "createDestination",
            "getDestinations",
            "getDestination",
            "deleteDestination",
            "getSubscriptionById",
            "deleteSubscriptionById",
            "rotateApplicationClientSecret");

    private static final Map<String, Set<String>> TYPES = Map.of(
            "ORDER_CHANGE", Set.of("1.0"),
            "LISTINGS_ITEM_STATUS_CHANGE", Set.of("1.0"),
            "LISTINGS_ITEM_ISSUES_CHANGE", Set.of("1.0", "2023-12-13"),
            "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", Set.of("1.0"),
            "FEED_PROCESSING_FINISHED", Set.of("1.0", "2020-09-04"));
    private final Subscriptions subscriptions;
    private final Accounts accounts;

    NotificationsApi(Subscriptions subscriptions, Accounts accounts) {
        this.subscriptions = subscriptions;
        this.accounts = accounts;
    }

    Answer createDestination(Call call, Account application) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        String name = wish.path("name").asText();
        String arn = wish.at("/resourceSpecification/sqs/arn").asText();
        if (name.isBlank() || !arn.startsWith("arn:aws:sqs:")) {
            return invalid("name and resourceSpecification.sqs.arn are required");
        }
        if (subscriptions.queueOf(arn).isEmpty()) {
            return invalid("The queue cannot be reached, or its policy does not let notifications in");
        }
        boolean there = subscriptions.destinations(application.clientId()).stream()
                .anyMatch(one -> one.arn().equals(arn));
        if (there) {
            return error(409, "Conflict", "A destination for this resource exists");
        }
        Destination made = new Destination(accounts.uuid(), application.clientId(), name, arn);
        subscriptions.put(made);
        return payload(200, json(made));
    }

    Answer getDestinations(Call call, Account application) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        subscriptions.destinations(application.clientId()).forEach(one -> list.add(json(one)));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("payload", list);
        return Answer.json(200, body);
    }

    Answer getDestination(Call call, Account application) {
        return subscriptions
                .destination(application.clientId(), call.param("destinationId"))
                .map(one -> payload(200, json(one)))
                .orElseGet(NotificationsApi::unknown);
    }

    Answer deleteDestination(Call call, Account application) {
        Optional<Destination> found = subscriptions.destination(application.clientId(), call.param("destinationId"));
        found.ifPresent(one -> subscriptions.removeDestination(one.destinationId()));
        return found.isPresent() ? Answer.json(200, Json.MAPPER.createObjectNode()) : unknown();
    }

    Answer createSubscription(Call call, Account seller) {
        String type = call.param("notificationType");
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        String version = wish.path("payloadVersion").asText();
        if (!TYPES.getOrDefault(type, Set.of()).contains(version)) {
            return invalid("There is no notification type " + type + " with payloadVersion " + version);
        }
        if (subscriptions
                .destination(seller.clientId(), wish.path("destinationId").asText())
                .isEmpty()) {
            return invalid("destinationId is not a destination of this application");
        }
        String filter =
                wish.at("/processingDirective/eventFilter/eventFilterType").asText();
        if (!filter.isEmpty() && !filter.equals(type)) {
            return invalid("eventFilterType must be that of the subscription");
        }
        if (subscriptions.subscription(seller.name(), type).isPresent()) {
            return error(409, "Conflict", "A subscription for this notification type exists");
        }
        Subscription made = new Subscription(
                accounts.uuid(),
                seller.name(),
                type,
                version,
                wish.path("destinationId").asText());
        subscriptions.put(made);
        return payload(200, json(made));
    }

    Answer getSubscription(Call call, Account seller) {
        return subscriptions
                .subscription(seller.name(), call.param("notificationType"))
                .map(one -> payload(200, json(one)))
                .orElseGet(NotificationsApi::unknown);
    }

    Answer deleteSubscription(Call call, Account application) {
        Optional<Subscription> found = subscriptions
                .subscription(call.param("subscriptionId"))
                .filter(one -> one.type().equals(call.param("notificationType")))
                .filter(one -> subscriptions
                        .destination(application.clientId(), one.destinationId())
                        .isPresent());
        found.ifPresent(one -> subscriptions.removeSubscription(one.subscriptionId()));
        return found.isPresent() ? Answer.json(200, Json.MAPPER.createObjectNode()) : unknown();
    }

    private static ObjectNode json(Destination one) {
        ObjectNode node =
                Json.MAPPER.createObjectNode().put("name", one.name()).put("destinationId", one.destinationId());
        node.putObject("resource").putObject("sqs").put("arn", one.arn());
        return node;
    }

    private static ObjectNode json(Subscription one) {
        return Json.MAPPER
                .createObjectNode()
                .put("subscriptionId", one.subscriptionId())
                .put("payloadVersion", one.payloadVersion())
                .put("destinationId", one.destinationId());
    }

    private static Answer payload(int status, ObjectNode payload) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("payload", payload);
        return Answer.json(status, body);
    }

    private static Answer invalid(String message) {
        return error(400, "InvalidInput", message);
    }

    private static Answer unknown() {
        return error(404, "NotFound", "There is no such thing");
    }

    private static Answer error(int status, String code, String message) {
        return Errors.of(status, code, message, "");
    }
}
