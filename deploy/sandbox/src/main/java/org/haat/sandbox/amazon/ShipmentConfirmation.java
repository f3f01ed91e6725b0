package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.pace.Pace;

/** Orders v0 confirmShipment: strict about types, and a second call with the same package reference edits the first. */
final class ShipmentConfirmation {
    /** Carriers of the Indian store's list; the list itself is not published, so this one is UNCONFIRMED. */
    static final Set<String> CARRIERS = Set.of(
            "Other",
            "ATS",
            "Amazon Shipping",
            "Blue Dart",
            "BlueDart",
            "DHL",
            "DTDC",
            "Delhivery",
            "Ecom Express",
            "FedEx",
            "Gati",
            "India Post",
            "Professional",
            "Shadowfax",
            "Shiprocket",
            "Trackon",
            "UPS",
            "Xpressbees");

    private final AmazonOrders orders;
    private final Pace pace;

    ShipmentConfirmation(AmazonOrders orders, Pace pace) {
        this.orders = orders;
        this.pace = pace;
    }

    Answer confirm(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        JsonNode parcel = body.path("packageDetail");
        Optional<String> wrong = wrong(body, parcel, account);
        if (wrong.isPresent()) {
            return Errors.invalidInput(wrong.get());
        }
        Optional<AmazonOrder> found = orders.find(account.name(), call.param("orderId"));
        if (found.isEmpty()) {
            return Errors.of(404, "NotFound", "The order was not found.", "");
        }
        AmazonOrder order = found.get();
        if (order.pending() || order.cancelled()) {
            return Errors.invalidInput("The order is " + order.status + " and cannot be shipped.");
        }
        return ship(order, parcel);
    }

    private static Optional<String> wrong(JsonNode body, JsonNode parcel, Account account) {
        if (!account.place().equals(body.path("marketplaceId").asText())) {
            return Optional.of("marketplaceId is not the order's.");
        }
        JsonNode reference = parcel.path("packageReferenceId");
        if (!reference.isTextual() || !reference.asText().matches("[1-9][0-9]*")) {
            return Optional.of("packageReferenceId must be a string that holds a positive number.");
        }
        for (String field : List.of("carrierCode", "trackingNumber", "shipDate")) {
            if (!parcel.path(field).isTextual() || parcel.path(field).asText().isBlank()) {
                return Optional.of(field + " is required.");
            }
        }
        if (!CARRIERS.contains(parcel.path("carrierCode").asText())) {
            return Optional.of("carrierCode is not one of the store's carriers; use Other with carrierName.");
        }
        if (parcel.path("carrierCode").asText().equals("Other")
                && parcel.path("carrierName").asText().isBlank()) {
            return Optional.of("carrierName is required when carrierCode is Other.");
        }
        if (parcel.path("orderItems").isEmpty()) {
            return Optional.of("orderItems is required.");
        }
        return Optional.empty();
    }

    private Answer ship(AmazonOrder order, JsonNode parcel) {
        Instant now = pace.now();
        String reference = parcel.path("packageReferenceId").asText();
        Optional<Instant> shipDate = Times.parse(parcel.path("shipDate").asText());
        if (shipDate.isEmpty()
                || shipDate.get().isBefore(order.sale().placed().minus(Duration.ofHours(24)))
                || shipDate.get().isAfter(now.plus(Duration.ofHours(24)))) {
            return Errors.invalidInput("shipDate must be an ISO 8601 time between the order and now.");
        }
        if (!order.hasParcel(reference) && order.status.equals("SHIPPED")) {
            return Errors.of(
                    400, "PackageToUpdateNotFound", "The order is fulfilled and has no package " + reference + ".", "");
        }
        Map<String, Integer> open = order.open();
        order.parcels.stream()
                .filter(p -> p.packageReferenceId().equals(reference))
                .forEach(p -> p.quantities().forEach((id, n) -> open.merge(id, n, Integer::sum)));
        Map<String, Integer> quantities = new LinkedHashMap<>();
        for (JsonNode item : parcel.path("orderItems")) {
            String id = item.path("orderItemId").asText();
            JsonNode quantity = item.path("quantity");
            if (!quantity.isIntegralNumber() || quantity.asInt() < 1 || quantity.asInt() > open.getOrDefault(id, 0)) {
                return Errors.invalidInput("Item " + id + " has not " + quantity.asText() + " units to ship.");
            }
            quantities.put(id, quantity.asInt());
        }
        order.ship(parcelOf(parcel, shipDate.get(), now, quantities), now);
        orders.save(order);
        return Answer.empty(204);
    }

    private static AmazonOrder.Parcel parcelOf(
            JsonNode parcel, Instant shipDate, Instant now, Map<String, Integer> quantities) {
        String carrier = parcel.path("carrierCode").asText();
        return new AmazonOrder.Parcel(
                parcel.path("packageReferenceId").asText(),
                carrier.equals("Other") ? parcel.path("carrierName").asText() : carrier,
                parcel.hasNonNull("shippingMethod")
                        ? parcel.path("shippingMethod").asText()
                        : null,
                parcel.path("trackingNumber").asText(),
                shipDate,
                now,
                quantities);
    }
}
