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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haat.catalog.rule.RefusalText;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.Languages;
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
    private final ImportJobs jobs;
    private final AskImport askImport;
    private final Caller caller;
    private final Clock clock;

    public ImportResource(ImportJobs jobs, AskImport askImport, Caller caller, Clock clock) {
        this.jobs = jobs;
        this.askImport = askImport;
        this.caller = caller;
        this.clock = clock;
    }

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
        return ImportView.of(jobs.require(id), clock.instant());
    }

    /** The job twice a second until it ends. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    public Multi<ImportView> events(@PathParam("id") String id) {
        UUID job = QuarkusTransaction.requiringNew().call(() -> jobs.require(id).id());
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

    /** Asks the job to stop after the batch under way; what it took stays. */
    @DELETE
    @Path("{id}")
    @Transactional
    public Response cancel(@PathParam("id") String id) {
        ImportJob job = jobs.require(id);
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
