package org.haat.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 envelope in structured JSON. {@code id} is made once, when the change commits, and never again: a
 * consumer that sees it twice has seen a repeat.
 *
 * @param source the service that owns the fact, for example {@code /catalog-service}
 * @param subject the key of the aggregate, equal to the Kafka record's key
 * @param agency extension attribute: the agency whose row this is; must equal the agency inside {@code data}
 * @param traceparent extension attribute: W3C trace context of the request that caused the change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "agency"})
public record Event(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String agency,
        @Nullable String traceparent,
        JsonNode data) {}
