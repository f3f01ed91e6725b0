package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Holds every request that left against the description of the API, when that lies beside the project. */
final class PublishedDescription {
    private static final Path FILE = Specs.FOLDER.resolve("flipkart-seller-v3.openapi.json");

    /** Its address is the one that the page before gave; the description names no parameter for the token in it. */
    private static final Pattern TOKEN_OF_RETURNS =
            Pattern.compile("(?<=^/sellers/v2/returns\\?)(.*?)&?next_token=[^&]*");

    static {
        if (!isThere()) {
            System.out.println("not judged: requests to Flipkart, for there is no ../shared/specs/flipkart");
        }
    }

    private PublishedDescription() {}

    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    static void judge(List<? extends Request> requests) {
        if (!isThere()) {
            return;
        }
        for (Request request : requests) {
            assertThat(faults(request))
                    .as("%s %s against the published description", request.getMethod(), request.getUrl())
                    .isEmpty();
        }
    }

    static List<String> faults(Request request) {
        String[] parts =
                TOKEN_OF_RETURNS.matcher(request.getUrl()).replaceFirst("$1").split("\\?", 2);
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
