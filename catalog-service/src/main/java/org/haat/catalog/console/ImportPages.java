package org.haat.catalog.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haat.catalog.imports.AskImport;
import org.haat.catalog.imports.FileRefused;
import org.haat.catalog.imports.ImportJob;
import org.haat.catalog.imports.ImportJobs;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.ImportProblemResource;
import org.haat.catalog.imports.ImportProblems;
import org.haat.catalog.imports.ImportProblems.ImportProblem;
import org.haat.catalog.imports.ImportResource;
import org.haat.catalog.imports.ImportView;
import org.haat.catalog.rule.RefusalView;
import org.haat.catalog.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Viewer;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Upload of a catalogue file, its progress as it runs, and the rows to mend. */
@Path("imports")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
public class ImportPages {
    private static final int SHOWN_PROBLEMS = 100;
    private final ImportResource api;
    private final ImportProblemResource problemApi;
    private final ImportJobs jobs;
    private final ImportProblems problems;
    private final AskImport askImport;
    private final Caller caller;
    private final Viewer viewer;

    public ImportPages(
            ImportResource api,
            ImportProblemResource problemApi,
            ImportJobs jobs,
            ImportProblems problems,
            AskImport askImport,
            Caller caller,
            Viewer viewer) {
        this.api = api;
        this.problemApi = problemApi;
        this.jobs = jobs;
        this.problems = problems;
        this.askImport = askImport;
        this.caller = caller;
        this.viewer = viewer;
    }

    /** A row to mend. */
    record BadRow(int line, boolean refuses, RefusalView refusal) {}

    @GET
    public TemplateInstance list() {
        return page(List.of());
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response upload(@RestForm @Nullable String kind, @RestForm("file") @Nullable FileUpload file)
            throws IOException {
        if (file == null || file.size() == 0) {
            throw Problem.invalid("file", "missing", "Choose a file first.");
        }
        try (InputStream body = Files.newInputStream(file.uploadedFile())) {
            ImportKind wanted = "PRODUCERS".equals(kind) ? ImportKind.PRODUCERS : ImportKind.PRODUCTS;
            ImportJob job = askImport.ask(caller.agency(), caller.person(), wanted, file.fileName(), body);
            return backTo(job.id().toString());
        } catch (FileRefused e) {
            List<RefusalView> refused =
                    RefusalView.of(List.of(e.refusal()), viewer.getLanguage().locale());
            return Response.status(422).entity(page(refused)).build();
        }
    }

    @GET
    @Path("{id}")
    @Transactional
    public TemplateInstance job(@PathParam("id") String id) {
        ImportFace job = ImportFace.of(api.get(id));
        Locale locale = viewer.getLanguage().locale();
        List<ImportProblem> found =
                job.open() ? List.of() : problems.page(UUID.fromString(job.id()), 0, SHOWN_PROBLEMS + 1);
        return new CatalogTemplates.ImportPage(
                job,
                found.stream()
                        .limit(SHOWN_PROBLEMS)
                        .map(problem -> new BadRow(
                                problem.line(), problem.refuses(), RefusalView.of(problem.refusal(), locale)))
                        .toList(),
                found.size() > SHOWN_PROBLEMS);
    }

    /** The progress as HTML twice a second, and {@code done} when it has ended. */
    @GET
    @Path("{id}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@PathParam("id") String id, @Context Sse sse) {
        UUID job = UUID.fromString(
                QuarkusTransaction.requiringNew().call(() -> api.get(id)).id());
        Scope scope = Scope.current();
        Locale locale = viewer.getLanguage().locale();
        AtomicBoolean ended = new AtomicBoolean();
        return Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(500))
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> scope.call(() -> QuarkusTransaction.requiringNew().call(() -> face(job))))
                .select()
                .first(face -> !ended.getAndSet(!face.open()))
                .map(face -> event(sse, face, locale));
    }

    @GET
    @Path("{id}/problems.csv")
    @Produces("text/csv; charset=UTF-8")
    public Response problemsCsv(@PathParam("id") String id, @Context HttpHeaders headers) {
        return problemApi.problemsCsv(id, headers);
    }

    @POST
    @Path("{id}/cancel")
    @Transactional
    public Response cancel(@PathParam("id") String id) {
        Response cancelled = api.cancel(id);
        return backTo(((ImportView) cancelled.getEntity()).id());
    }

    private TemplateInstance page(List<RefusalView> refused) {
        return new CatalogTemplates.ImportList(
                api.list().stream().map(ImportFace::of).toList(), refused);
    }

    private ImportFace face(UUID job) {
        return ImportFace.of(ImportView.of(jobs.findById(job), java.time.Instant.now()));
    }

    private static OutboundSseEvent event(Sse sse, ImportFace face, Locale locale) {
        String html =
                new CatalogTemplates.Progress(face).setLocale(locale).render().strip();
        return sse.newEventBuilder()
                .name(face.open() ? "message" : "done")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(html)
                .build();
    }

    private Response backTo(String id) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/imports/" + id)
                .build();
    }
}
