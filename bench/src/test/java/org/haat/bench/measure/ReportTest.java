package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report(Map.of("short", true));

    private static Figure figure(String id, boolean holds) {
        return Figure.of(id, "what " + id + " is")
                .measured("so much")
                .floor("the floor")
                .value("calls", 7)
                .ratio(Sample.of(1.5, 1.2345, 2))
                .gate("at most 3 ×", holds)
                .aim("1.5 ×", holds);
    }

    @Test
    void endsWithZeroWhenEveryGateHolds() {
        report.add(figure("B1", true));
        report.add(figure("B2", true));

        assertThat(report.status()).isZero();
    }

    @Test
    void aGateThatDoesNotHoldIsOneWhateverElseIsVoid() {
        report.add(figure("B1", true));
        report.add(figure("B2", false));
        report.add(figure("B3", true).voidedFor("steal 4.0 %"));

        assertThat(report.status()).isEqualTo(1);
    }

    @Test
    void aVoidFigureIsThreeAlsoWhereItsGateWouldNotHold() {
        report.add(figure("B1", true));
        report.add(figure("B2", false).voidedFor("load average 4.1"));

        assertThat(report.status()).isEqualTo(3);
    }

    @Test
    void nothingMeasuredProvesNothing() {
        assertThat(report.status()).isEqualTo(3);
    }

    @Test
    void aFigureWithoutAGatePassesNothing() {
        report.add(Figure.of("B1", "a number"));

        assertThat(report.status()).isEqualTo(1);
    }

    @Test
    void programsGetAKeyAFigureOnOneLine() throws IOException {
        report.add(figure("B1", true));
        report.add(figure("B2", false).voidedFor("load average 4.1").voidedFor("a later reason"));

        String line = report.json();

        assertThat(line).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        JsonNode good = json.path("B1");
        assertThat(good.path("value").path("calls").asInt()).isEqualTo(7);
        assertThat(good.path("ratio").asDouble()).isEqualTo(1.5);
        assertThat(good.path("ratioLeast").asDouble()).isEqualTo(1.235);
        assertThat(good.path("floor").asText()).isEqualTo("the floor");
        assertThat(good.path("gate").asText()).isEqualTo("at most 3 ×");
        assertThat(good.path("pass").asBoolean()).isTrue();
        assertThat(good.path("void").asBoolean()).isFalse();
        assertThat(good.has("reason")).isFalse();
        assertThat(json.path("B2").path("pass").asBoolean()).isFalse();
        assertThat(json.path("B2").path("void").asBoolean()).isTrue();
        assertThat(json.path("B2").path("reason").asText()).isEqualTo("load average 4.1; a later reason");
        assertThat(json.path("run").path("short").asBoolean()).isTrue();
    }

    @Test
    void whatIsNoNumberIsNullForPrograms() throws IOException {
        report.add(Figure.of("B1", "a number").value("millis", Double.NaN).voidedFor("it broke"));

        assertThat(new ObjectMapper()
                        .readTree(report.json())
                        .path("B1")
                        .path("value")
                        .path("millis")
                        .isNull())
                .isTrue();
    }

    @Test
    void peopleReadWhichGateFailed() {
        report.add(figure("B1", true));
        report.add(figure("B2", false));

        assertThat(report.table())
                .contains("B1   what B1 is")
                .contains("ratio     1.50 (1.23 to 2.00, of 3)")
                .contains("verdict   pass, aim reached")
                .contains("verdict   FAIL: at most 3 ×");
    }
}
