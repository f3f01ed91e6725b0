package org.haat.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    record Line(String sku, int quantity, long pricePaise) {}

    record Basket(String name, List<Line> lines) {}

    StrictJsonTest() {
        new StrictJson().customize(mapper);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"a","lines":[{"sku":"S","quantity":1.5,"pricePaise":1}]}      | lines[0].quantity   | whole number
            {"name":"a","lines":[{"sku":"S","quantity":"1","pricePaise":1}]}      | lines[0].quantity   | whole number
            {"name":"a","lines":[{"sku":"S","quantity":1,"pricePaise":129.999}]}  | lines[0].pricePaise | whole number
            {"name":"a","lines":[{"sku":"S","quantity":1}]}                       | lines[0].pricePaise | whole number
            {"name":"a","lines":{}}                                               | lines               | a list
            {"name":"a","agency":"other"}                                         | agency              | not a field here
            {"name":17}                                                           | name                | text
            {"name":true}                                                         | name                | text
            {"name":"a","lines":[{"sku":4.5,"quantity":1,"pricePaise":1}]}        | lines[0].sku        | text
            {"name":"a\\u0000b"}                                                  | name                | NUL""")
    void theFieldAtFaultIsNamedInPlainWords(String json, String field, String words) {
        Problem problem = JsonProblem.of(fault(json));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.faults()).extracting(Problem.Fault::field).containsExactly(field);
        assertThat(problem.detail()).contains(words).doesNotContain("org.haat").doesNotContain("java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"name\":\"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":NaN}"})
    void whatIsNotOneJsonObjectIsRefused(String json) {
        assertThat(JsonProblem.of(fault(json)).status()).isEqualTo(400);
    }

    @Test
    void aThousandBracketsAreRefused() {
        assertThat(JsonProblem.of(fault("[".repeat(1_001))).status()).isEqualTo(400);
    }

    @Test
    void textIsBroughtToNfc() throws JsonProcessingException {
        // U+09DC is a composition exclusion: NFC writes it as base and nukta.
        Basket basket = mapper.readValue("{\"name\":\"\\u09dc\"}", Basket.class);
        assertThat(basket.name()).isEqualTo("\u09a1\u09bc");
    }

    private JsonProcessingException fault(String json) {
        return catchThrowableOfType(JsonProcessingException.class, () -> mapper.readValue(json, Basket.class));
    }
}
