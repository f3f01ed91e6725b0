package org.haat.catalog.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.haat.catalog.imports.ImportProblems.ImportProblem;
import org.haat.catalog.rule.RefusalView;
import org.haat.catalog.security.Languages;
import org.haat.catalog.security.QueryNumber;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** The rows of a file that need mending, and those of which publishing will ask for more. */
@Path("api/v1/imports/{id}")
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
public class ImportProblemResource {
    private static final int LARGEST_PAGE = 500;
    private final ImportJobs jobs;
    private final ImportProblems problems;

    public ImportProblemResource(ImportJobs jobs, ImportProblems problems) {
        this.jobs = jobs;
        this.problems = problems;
    }

    /** @param next send it as {@code after} for the next page; null on the last */
    public record ProblemPage(
            List<RowProblem> items, @Nullable Integer next) {}

    /** @param refuses false when the row was taken and this is only what publishing will ask for */
    public record RowProblem(int line, boolean refuses, RefusalView problem) {}

    @GET
    @Path("problems")
    @Transactional
    public ProblemPage problems(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpHeaders headers) {
        int size = QueryNumber.of("limit", limit, 100, 1, LARGEST_PAGE);
        int number = QueryNumber.of("after", after, 0, 0, 999_999_999);
        Locale locale = Languages.of(headers);
        List<ImportProblem> page = problems.page(jobs.require(id).id(), number, size);
        List<RowProblem> views = page.stream()
                .map(problem ->
                        new RowProblem(problem.line(), problem.refuses(), RefusalView.of(problem.refusal(), locale)))
                .toList();
        return new ProblemPage(
                views, page.size() < size ? null : page.get(size - 1).number());
    }

    /** The same as a file for a spreadsheet: no cell of it can act as a formula. */
    @GET
    @Path("problems.csv")
    @Produces("text/csv; charset=UTF-8")
    public Response problemsCsv(@PathParam("id") String id, @Context HttpHeaders headers) {
        UUID job = QuarkusTransaction.requiringNew().call(() -> jobs.require(id).id());
        Scope scope = Scope.current();
        Locale locale = Languages.of(headers);
        StreamingOutput csv = output -> {
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8))) {
                writer.write("\uFEFFline,column,value,reason,remedy,who,refused\r\n");
                int after = 0;
                for (List<ImportProblem> page = page(scope, job, after);
                        !page.isEmpty();
                        page = page(scope, job, after)) {
                    for (ImportProblem problem : page) {
                        writer.write(ProblemCsv.line(problem, locale));
                        after = problem.number();
                    }
                }
            }
        };
        return Response.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"problems-" + job + ".csv\"")
                .build();
    }

    private List<ImportProblem> page(Scope scope, UUID job, int after) {
        return scope.call(() -> problems.page(job, after, LARGEST_PAGE));
    }
}
