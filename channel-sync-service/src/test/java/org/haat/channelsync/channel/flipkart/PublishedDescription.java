package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds every request that left against the description of the API, when that lies beside the project. */
final class PublishedDescription {
    private static final Path FILE = Specs.FOLDER.resolve("flipkart-seller-v3.openapi.json");

    private PublishedDescription() {}

    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    static void judge(List<LoggedRequest> requests) {
        if (!isThere()) {
            return;
        }
        for (LoggedRequest request : requests) {
            assertThat(faults(request))
                    .as("%s %s against the published description", request.getMethod(), request.getUrl())
                    .isEmpty();
        }
    }

    static List<String> faults(LoggedRequest request) {
        String[] parts = request.getUrl().split("\\?", 2);
        SimpleRequest.Builder simple =
                new SimpleRequest.Builder(request.getMethod().getName(), parts[0]);
        request.getHeaders().all().forEach(header -> simple.withHeader(header.key(), header.values()));
        if (!request.getBodyAsString().isEmpty()) {
            simple.withBody(request.getBodyAsString());
        }
        request.getQueryParams().forEach((name, values) -> simple.withQueryParam(name, values.values()));
        return Holder.VALIDATOR.validateRequest(simple.build()).getMessages().stream()
                .map(ValidationReport.Message::toString)
                .toList();
    }

    /** Made once: reading the description takes a second. */
    private static final class Holder {
        static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createFor(
                        FILE.toAbsolutePath().toUri().toString())
                .build();
    }
}
