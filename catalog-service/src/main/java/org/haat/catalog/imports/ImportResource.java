package org.haat.catalog.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haat.catalog.imports.ImportProblems.ImportProblem;
import org.haat.catalog.rule.RefusalText;
import org.haat.catalog.rule.RefusalView;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.Languages;
import org.haat.catalog.security.QueryNumber;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Imports of catalogue files, as jobs. */
@Path("api/v1/imports")
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
public class ImportResource {
    private static final int LARGEST_PAGE = 500;
    private final ImportJobs jobs;
    private final ImportProblems problems;
    private final AskImport askImport;
    private final Caller caller;
    private final Clock clock;

    public ImportResource(ImportJobs jobs, ImportProblems problems, AskImport askImport, Caller caller, Clock clock) {
        this.jobs = jobs;
        this.problems = problems;
        this.askImport = askImport;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param next send it as {@code after} for the next page; null on the last */
    public record ProblemPage(
            List<RowProblem> items, @Nullable Integer next) {}

    /** @param refuses false when the row was taken and this is only what publishing will ask for */
    public record RowProblem(int line, boolean refuses, RefusalView problem) {}

    /** Takes the file as the body. {@code kind} is {@code producers} or {@code products}. */
    @POST
    @Consumes({
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream"
    })
    public Response upload(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("name") @DefaultValue("upload") String name,
            InputStream body,
            @Context HttpHeaders headers)
            throws IOException {
        return ask(kind, name, body, headers);
    }

    /** Takes the file as the part {@code file} of a form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response uploadForm(
            @RestForm @Nullable String kind,
            @QueryParam("kind") @Nullable String kindOfQuery,
            @RestForm("file") @Nullable FileUpload file,
            @Context HttpHeaders headers)
            throws IOException {
        if (file == null) {
            throw Problem.invalid("file", "missing", "Send the catalogue file as the part named file.");
        }
        try (InputStream body = Files.newInputStream(file.uploadedFile())) {
            return ask(kind == null ? kindOfQuery : kind, file.fileName(), body, headers);
        }
    }

    @GET
    @Transactional
    public List<ImportView> list() {
        return jobs.newest(50).stream()
                .map(job -> ImportView.of(job, clock.instant()))
                .toList();
    }

    @GET
    @Path("{id}")
    @Transactional
    public ImportView get(@PathParam("id") String id) {
        return ImportView.of(require(id), clock.instant());
    }

    /** The job twice a second until it ends. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    public Multi<ImportView> events(@PathParam("id") String id) {
        UUID job = QuarkusTransaction.requiringNew().call(() -> require(id).id());
        Scope scope = Scope.current();
        return Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(500))
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> scope.call(() -> QuarkusTransaction.requiringNew()
                        .call(() -> ImportView.of(jobs.findById(job), clock.instant()))))
                .plug(ImportResource::untilEnd);
    }

    @GET
    @Path("{id}/problems")
    @Transactional
    public ProblemPage problems(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpHeaders headers) {
        int size = QueryNumber.of("limit", limit, 100, 1, LARGEST_PAGE);
        int number = QueryNumber.of("after", after, 0, 0, 999_999_999);
        Locale locale = Languages.of(headers);
        List<ImportProblem> page = problems.page(require(id).id(), number, size);
        List<RowProblem> views = page.stream()
                .map(problem ->
                        new RowProblem(problem.line(), problem.refuses(), RefusalView.of(problem.refusal(), locale)))
                .toList();
        return new ProblemPage(
                views, page.size() < size ? null : page.get(size - 1).number());
    }

    /** The same as a file for a spreadsheet: no cell of it can act as a formula. */
    @GET
    @Path("{id}/problems.csv")
    @Produces("text/csv; charset=UTF-8")
    public Response problemsCsv(@PathParam("id") String id, @Context HttpHeaders headers) {
        UUID job = QuarkusTransaction.requiringNew().call(() -> require(id).id());
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

    /** Asks the job to stop after the batch under way; what it took stays. */
    @DELETE
    @Path("{id}")
    @Transactional
    public Response cancel(@PathParam("id") String id) {
        ImportJob job = require(id);
        if (!job.state().isEnd()) {
            job.cancelAsked = true;
        }
        return Response.accepted(ImportView.of(job, clock.instant())).build();
    }

    private Response ask(@Nullable String kind, String name, InputStream body, HttpHeaders headers) throws IOException {
        try {
            ImportJob job = askImport.ask(caller.agency(), caller.person(), kind(kind), name, body);
            return Response.accepted(ImportView.of(job, clock.instant()))
                    .location(URI.create("/catalog/api/v1/imports/" + job.id()))
                    .build();
        } catch (FileRefused e) {
            Locale locale = Languages.of(headers);
            throw Problem.invalid(List.of(new Problem.Fault(
                    "file",
                    e.refusal().rule(),
                    RefusalText.message(e.refusal(), locale),
                    RefusalText.remedy(e.refusal(), locale))));
        }
    }

    private List<ImportProblem> page(Scope scope, UUID job, int after) {
        return scope.call(() -> problems.page(job, after, LARGEST_PAGE));
    }

    private ImportJob require(String id) {
        ImportJob job = null;
        try {
            job = jobs.findById(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("import", "of that id");
        }
        if (job == null) {
            throw Problem.notFound("import", id);
        }
        return job;
    }

    /** Up to and with the first view that tells the end. */
    private static Multi<ImportView> untilEnd(Multi<ImportView> views) {
        AtomicBoolean ended = new AtomicBoolean();
        return views.select().first(view -> !ended.getAndSet(view.state().isEnd()));
    }

    private static ImportKind kind(@Nullable String name) {
        for (ImportKind kind : ImportKind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "kind-unknown", "Say kind=producers or kind=products.");
    }
}
