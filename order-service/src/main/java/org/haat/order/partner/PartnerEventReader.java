package org.haat.order.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haat.edge.Problem;
import org.haat.order.order.Era;
import org.haat.order.partner.PartnerEvent.Line;
import org.haat.order.partner.PartnerEvent.PlacedOrder;
import org.haat.order.sku.KnownSku;
import org.haat.order.sku.KnownSkus;
import org.haat.order.tax.GstStates;

/** Reads what a partner posted, and judges all of it before anything is written. */
@Singleton
public class PartnerEventReader {
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);
    private final ObjectMapper json;
    private final Validator validator;
    private final KnownSkus skus;
    private final Clock clock;

    public PartnerEventReader(ObjectMapper json, Validator validator, KnownSkus skus, Clock clock) {
        this.json = json;
        this.validator = validator;
        this.skus = skus;
        this.clock = clock;
    }

    /**
     * @throws JsonProcessingException if it is not the JSON expected; names the field where it can
     * @throws Problem 422 if a part of the envelope is missing or the type is unknown
     */
    PartnerEvent envelope(String body) throws JsonProcessingException {
        PartnerEvent event = json.readValue(body, PartnerEvent.class);
        if (event == null || event.data() == null || !event.data().isObject()) {
            throw Problem.invalid("data", "needed", "is missing or no object");
        }
        if (event.timestamp() == null) {
            throw Problem.invalid("timestamp", "needed", "is missing");
        }
        if (!Era.holds(event.timestamp())) {
            throw Problem.invalid("timestamp", "invalid", "is not between " + Era.BEGINS + " and " + Era.ENDS);
        }
        List<String> known = List.of(PartnerEvent.PLACED, PartnerEvent.CHANGED, PartnerEvent.CANCELLED);
        if (event.type() == null || !known.contains(event.type())) {
            throw Problem.invalid("type", "unknown-type", "is none of " + known);
        }
        return event;
    }

    /** @throws Problem 422 that names every field at fault */
    PlacedOrder placed(JsonNode data, String agency) throws JsonProcessingException {
        PlacedOrder order = read(data, PlacedOrder.class);
        List<Problem.Fault> faults = new ArrayList<>(violations(order));
        if (faults.isEmpty()) {
            judgeLines(order, agency, faults);
            judgeRest(order, faults);
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return order;
    }

    /** @throws Problem 422 that names every field at fault */
    PartnerEvent.CancelledOrder cancelled(JsonNode data) throws JsonProcessingException {
        PartnerEvent.CancelledOrder order = read(data, PartnerEvent.CancelledOrder.class);
        List<Problem.Fault> faults = violations(order);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return order;
    }

    private <T> T read(JsonNode data, Class<T> type) throws JsonProcessingException {
        try {
            return json.treeToValue(data, type);
        } catch (JsonMappingException e) {
            e.prependPath(data, "data");
            throw e;
        }
    }

    private <T> List<Problem.Fault> violations(T order) {
        return validator.validate(order).stream()
                .map(PartnerEventReader::fault)
                .sorted(Comparator.comparing(Problem.Fault::field))
                .toList();
    }

    private static Problem.Fault fault(ConstraintViolation<?> violation) {
        String field = "data." + violation.getPropertyPath().toString().replace(".<list element>", "");
        return new Problem.Fault(field, "invalid", violation.getMessage(), null);
    }

    private void judgeLines(PlacedOrder order, String agency, List<Problem.Fault> faults) {
        Set<String> ids = new HashSet<>();
        Function<String, Optional<KnownSku>> known =
                skus.among(agency, order.lines().stream().map(Line::sku).toList());
        for (int i = 0; i < order.lines().size(); i++) {
            Line line = order.lines().get(i);
            String where = "data.lines[" + i + "].";
            if (!ids.add(line.lineId())) {
                faults.add(new Problem.Fault(where + "lineId", "repeated", "stands twice in this order", null));
            }
            if (line.linePaise() < 0) {
                faults.add(new Problem.Fault(where + "discountPaise", "invalid", "is above the line's price", null));
            }
            if (known.apply(line.sku()).isEmpty()) {
                faults.add(new Problem.Fault(
                        where + "sku",
                        "unknown-sku",
                        "is no published product of this agency",
                        "Ask the agency for its list of SKUs, or to publish this one."));
            }
        }
    }

    private void judgeRest(PlacedOrder order, List<Problem.Fault> faults) {
        long sum = order.lines().stream()
                .mapToLong(line -> line.linePaise() + line.shipping())
                .sum();
        if (sum != order.totalPaise()) {
            faults.add(new Problem.Fault(
                    "data.totalPaise",
                    "not-the-sum",
                    "is " + order.totalPaise() + ", but the lines and their shipping come to " + sum,
                    null));
        }
        if (order.placedAt().isAfter(clock.instant().plus(CLOCKS_MAY_DIFFER))) {
            faults.add(new Problem.Fault("data.placedAt", "in-the-future", "lies in the future", null));
        }
        if (order.placedAt().isBefore(Era.BEGINS)) {
            faults.add(new Problem.Fault("data.placedAt", "invalid", "lies before " + Era.BEGINS, null));
        }
        if (order.shipBy() != null && !Era.holds(order.shipBy())) {
            faults.add(new Problem.Fault(
                    "data.shipBy", "invalid", "is not between " + Era.BEGINS + " and " + Era.ENDS, null));
        }
        if (order.delivery() != null
                && GstStates.canonical(order.delivery().state()).isEmpty()) {
            faults.add(new Problem.Fault(
                    "data.delivery.state", "unknown-state", "is no State of India in ISO 3166-2, such as WB", null));
        }
    }
}
