package org.haat.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes and reads events. Readers ignore fields they do not know, so that a writer may add some. Thread-safe. */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private EventJson() {}

    /** Wraps {@code data} in an envelope. */
    public static Event envelope(
            UUID id,
            String source,
            EventType type,
            String subject,
            Instant time,
            String agency,
            @Nullable String traceparent,
            Record data) {
        return new Event(
                "1.0",
                id,
                source,
                type.id(),
                subject,
                time,
                "application/json",
                agency,
                traceparent,
                MAPPER.valueToTree(data));
    }

    public static byte[] write(Event event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Event " + event.id() + " of type " + event.type() + " is not JSON", e);
        }
    }

    /** @throws UnreadableEventException if the bytes are not an event envelope */
    public static Event read(byte[] bytes) {
        try {
            Event event = MAPPER.readValue(bytes, Event.class);
            if (event == null || event.id() == null || event.type() == null || event.data() == null) {
                throw new UnreadableEventException("Not a CloudEvents envelope: id, type or data is missing", null);
            }
            return event;
        } catch (java.io.IOException e) {
            throw new UnreadableEventException(
                    "Not a CloudEvents envelope in JSON (" + bytes.length + " bytes, begins "
                            + new String(bytes, 0, Math.min(20, bytes.length), StandardCharsets.UTF_8) + ")",
                    e);
        }
    }

    /** @throws UnreadableEventException if {@code data} does not fit the record */
    public static <T extends Record> T data(Event event, Class<T> payload) {
        try {
            return MAPPER.treeToValue(event.data(), payload);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(
                    "Event " + event.id() + " of type " + event.type() + " does not fit " + payload.getSimpleName(), e);
        }
    }
}
