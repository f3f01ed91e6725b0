package org.haat.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a problem. {@code type} is a relative reference into the service's documentation of error codes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String instance,
        @Nullable String traceId,
        List<Problem.Fault> errors) {

    static ProblemBody of(Problem problem, @Nullable String instance, @Nullable String traceId) {
        return new ProblemBody(
                "/problems/" + problem.code(),
                title(problem.status()),
                problem.status(),
                problem.code(),
                problem.detail(),
                instance,
                traceId,
                problem.faults());
    }

    private static String title(int status) {
        jakarta.ws.rs.core.Response.Status known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
        return known != null ? known.getReasonPhrase() : status == 422 ? "Unprocessable Content" : "Error";
    }
}
