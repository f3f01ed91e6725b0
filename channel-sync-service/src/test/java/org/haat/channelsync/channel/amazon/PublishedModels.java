package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.channel.http.ChannelJson;

/** Holds every request that left against Amazon's published models, when they lie beside the project. */
final class PublishedModels {
    static final Path FOLDER = Path.of("..", "..", "shared", "specs", "amazon", "models");
    private static final Map<String, String> BY_PATH = Map.of(
            "/listings/2021-08-01/", "listingsItems_2021-08-01.json",
            "/definitions/2020-09-01/", "definitionsProductTypes_2020-09-01.json",
            "/orders/2026-01-01/", "orders_2026-01-01.json",
            "/orders/v0/", "ordersV0.json",
            "/notifications/v1/", "notifications.json",
            "/feeds/2021-06-30/", "feeds_2021-06-30.json",
            "/reports/2021-06-30/", "reports_2021-06-30.json");
    /** Kept for the whole run: reading a model takes a second. */
    private static final Map<String, OpenApiInteractionValidator> VALIDATORS = new ConcurrentHashMap<>();

    private static final Map<Path, Schema> FEED_SCHEMA = new ConcurrentHashMap<>();

    static {
        if (!areThere()) {
            System.out.println("not judged: requests to Amazon, for there is no ../shared/specs/amazon/models");
        }
    }

    private PublishedModels() {}

    static boolean areThere() {
        return Files.isDirectory(FOLDER);
    }

    static void judge(List<? extends Request> requests) {
        if (!areThere()) {
            return;
        }
        for (Request request : requests) {
            assertThat(faults(request))
                    .as("%s %s against the published model", request.getMethod(), request.getUrl())
                    .isEmpty();
        }
    }

    /** Documents of feeds against the schema of feeds. */
    static void judgeDocuments(List<String> documents) {
        Path file = FOLDER.resolveSibling("listings-feed").resolve("listings-feed-schema-v2.json");
        if (!Files.exists(file)) {
            return;
        }
        for (String document : documents) {
            assertThat(FEED_SCHEMA
                            .computeIfAbsent(file, PublishedModels::schema)
                            .validate(document, InputFormat.JSON))
                    .as("%s", document)
                    .isEmpty();
        }
    }

    private static Schema schema(Path file) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> faults(Request request) {
        String[] parts = request.getUrl().split("\\?", 2);
        SimpleRequest.Builder simple =
                new SimpleRequest.Builder(request.getMethod().getName(), parts[0]);
        request.getHeaders().all().forEach(header -> simple.withHeader(header.key(), header.values()));
        if (!request.getBodyAsString().isEmpty()) {
            simple.withBody(request.getBodyAsString());
        }
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            String[] both = pair.split("=", 2);
            simple.withQueryParam(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return validator(parts[0]).validateRequest(simple.build()).getMessages().stream()
                .map(ValidationReport.Message::toString)
                .toList();
    }

    private static OpenApiInteractionValidator validator(String path) {
        String file = BY_PATH.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No published model has " + path));
        return VALIDATORS.computeIfAbsent(
                file, name -> OpenApiInteractionValidator.createForInlineApiSpecification(flat(FOLDER.resolve(name)))
                        .build());
    }

    /**
     * The model with every type that is put together of others written out as one: the judge takes each part for the whole and
     * would find the fields of the others strange.
     */
    private static String flat(Path file) {
        try {
            JsonNode model = ChannelJson.mapper().readTree(Files.readString(file));
            model.path("definitions").forEach(type -> {
                if (type instanceof ObjectNode whole && whole.remove("allOf") instanceof ArrayNode parts) {
                    whole.put("type", "object");
                    parts.forEach(part -> add(
                            whole,
                            part.has("$ref")
                                    ? model.at(part.path("$ref").asText().substring(1))
                                    : part));
                }
            });
            return model.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ObjectNode whole, JsonNode part) {
        whole.withObject("/properties").setAll((ObjectNode) part.path("properties"));
        part.path("required").forEach(name -> whole.withArray("/required").add(name));
    }
}
