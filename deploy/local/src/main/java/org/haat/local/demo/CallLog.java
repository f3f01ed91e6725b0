package org.haat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the marketplaces wrote down of every call they received. */
public final class CallLog {
    private static final Pattern AMAZON_CONFIRMATION =
            Pattern.compile("/orders/v0/orders/([^/]+)/shipmentConfirmation$");
    private static final String FLIPKART_DISPATCH = "/shipments/dispatch";
    private final Path file;

    public CallLog(Path file) {
        this.file = file;
    }

    /** Calls by channel. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        each(call -> counts.merge(call.path("partner").asText(), 1L, Long::sum));
        return counts;
    }

    /** Orders (on Flipkart: shipments) of which a channel was told, and accepted, that they were shipped. */
    public Set<String> shippingAccepted() {
        return shipping(call -> call.path("status").asInt() / 100 == 2);
    }

    /** Those of which a channel was told and gave no answer: only its books say whether it accepted. */
    public Set<String> shippingUnanswered() {
        return shipping(call -> call.path("status").asInt() == 0);
    }

    private Set<String> shipping(Predicate<JsonNode> wanted) {
        Set<String> ids = new HashSet<>();
        each(call -> {
            if (wanted.test(call)) {
                ids.addAll(shipped(call));
            }
        });
        return ids;
    }

    private static Set<String> shipped(JsonNode call) {
        String path = call.path("path").asText();
        Matcher amazon = AMAZON_CONFIRMATION.matcher(path);
        Set<String> ids = new HashSet<>();
        if (amazon.find()) {
            ids.add(amazon.group(1));
        } else if (path.endsWith(FLIPKART_DISPATCH)) {
            call.path("body").path("shipmentIds").forEach(id -> ids.add(id.asText()));
            // Flipkart answers 200 and refuses inside.
            call.path("answer").path("shipments").forEach(verdict -> {
                if (verdict.path("status").asText().equals("FAILURE")) {
                    ids.remove(verdict.path("shipmentId").asText());
                }
            });
        }
        return ids;
    }

    /** A line that is still being written is left for the next time. */
    public void each(Consumer<JsonNode> look) {
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.endsWith("}")).forEach(line -> look.accept(parsed(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return Web.JSON.readTree(line);
        } catch (IOException e) {
            throw new StepFailed(
                    "A line of the call log is no JSON: " + line.substring(0, Math.min(200, line.length())), e);
        }
    }
}
