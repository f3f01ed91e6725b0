package org.haat.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The samples are frozen: a reader of today must read what a writer of any earlier day wrote. */
class EventContractTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theFrozenSampleIsStillRead(EventType type) throws IOException {
        Event event = EventJson.read(resource("/samples/" + type.id() + ".json"));
        assertThat(event.type()).isEqualTo(type.id());
        assertThat(EventJson.data(event, type.payload())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatWeWriteFitsTheSchema(EventType type) throws IOException {
        Event sample = EventJson.read(resource("/samples/" + type.id() + ".json"));
        Record payload = EventJson.data(sample, type.payload());
        Event written = EventJson.read(EventJson.write(EventJson.envelope(
                sample.id(), sample.source(), type, sample.subject(), sample.time(), sample.agency(), null, payload)));
        assertThat(faults(type, written.data().toString())).isEmpty();
        assertThat(EventJson.data(written, type.payload())).isEqualTo(payload);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theSchemaRefusesAnEmptyObject(EventType type) throws IOException {
        assertThat(faults(type, "{}")).isNotEmpty();
    }

    @Test
    void aFieldThatANewerWriterAddedIsIgnored() {
        StockLevel level = EventJson.data(
                EventJson.read(stock(",\"availableToSell\":2,\"fromTheFuture\":true")), StockLevel.class);
        assertThat(level).isEqualTo(new StockLevel("a1", "S", 1, 2));
    }

    @Test
    void aSnapshotSaysWhyItGoesToNoOtherChannelAndOneFromBeforeSaysNothing() throws IOException {
        EventType type = EventType.LISTING_SNAPSHOT;
        Event sample = EventJson.read(resource("/samples/" + type.id() + ".json"));
        ListingSnapshot before = EventJson.data(sample, ListingSnapshot.class);
        ListingSnapshot told = before.refusedBy(Map.of(
                "flipkart", List.of(new ListingSnapshot.Refusal("picture-small", Map.of("en", "It has 400 pixels.")))));
        Event written = EventJson.read(EventJson.write(EventJson.envelope(
                sample.id(), sample.source(), type, sample.subject(), sample.time(), sample.agency(), null, told)));

        assertThat(before.refusals()).isNull();
        assertThat(faults(type, written.data().toString())).isEmpty();
        assertThat(EventJson.data(written, ListingSnapshot.class)).isEqualTo(told);
        assertThat(told.refusedBy(null)).isEqualTo(before);
    }

    @Test
    void aMissingNumberIsNotReadAsZero() {
        Event event = EventJson.read(stock(""));
        assertThatThrownBy(() -> EventJson.data(event, StockLevel.class)).isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void bytesThatAreNoEventAreRefusedByName() {
        for (String bad : List.of("", "not json", "null", "[]", "{\"id\":1}")) {
            assertThatThrownBy(() -> EventJson.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnreadableEventException.class)
                    .hasMessageContaining("CloudEvents");
        }
    }

    @Test
    void moneyOfTwoCurrenciesIsNotAdded() {
        assertThatThrownBy(() -> Money.inr(1).plus(new Money(1, "USD"))).hasMessageContaining("USD");
    }

    private static byte[] stock(String rest) {
        return ("{\"specversion\":\"1.0\",\"id\":\"00000000-0000-4000-8000-000000000009\",\"source\":\"/catalog-service\","
                        + "\"type\":\"org.haat.catalog.stock.v1\",\"subject\":\"a1|S\",\"time\":\"2026-11-21T10:00:00Z\","
                        + "\"datacontenttype\":\"application/json\",\"agency\":\"a1\",\"fromTheFuture\":1,"
                        + "\"data\":{\"agency\":\"a1\",\"sku\":\"S\",\"version\":1" + rest + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Error> faults(EventType type, String json) throws IOException {
        try (InputStream in = EventContractTest.class.getResourceAsStream(type.schemaResource())) {
            Schema schema = SCHEMAS.getSchema(in);
            return schema.validate(json, InputFormat.JSON);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = EventContractTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
