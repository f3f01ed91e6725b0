package org.haat.catalog.listing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.QueryNumber;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** What was changed together, and putting it back. */
@Path("api/v1/change-sets")
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
public class ChangeSetResource {
    private final ChangeSets sets;
    private final RevertChanges revert;
    private final RevertSteps steps;
    private final RevertJobs jobs;
    private final Caller caller;

    public ChangeSetResource(ChangeSets sets, RevertChanges revert, RevertSteps steps, RevertJobs jobs, Caller caller) {
        this.jobs = jobs;
        this.sets = sets;
        this.revert = revert;
        this.steps = steps;
        this.caller = caller;
    }

    /** @param next send it as {@code before} for the next page; null on the last */
    public record SetPage(List<ChangeSet> items, @Nullable String next) {}

    /** @param verdict what putting it back would do with this product now */
    public record LineView(String sku, List<Changed> changes, RevertChanges.Verdict verdict) {}

    /** One thing that differs, in the words of the file's columns; {@code state} where the product took a step. */
    public record Changed(
            String field, @Nullable String before, @Nullable String after) {}

    /** @param next send it as {@code after} for the next page; null on the last */
    public record LinePage(List<LineView> items, @Nullable String next) {}

    /** @param next send it as {@code after} for the next page; null on the last */
    public record LeftPage(
            List<RevertChanges.Outcome> items, @Nullable String next) {}

    @GET
    @Transactional
    public SetPage list(@QueryParam("before") @Nullable String before, @QueryParam("limit") @Nullable String limit) {
        int size = QueryNumber.of("limit", limit, 50, 1, 200);
        List<ChangeSet> found = sets.newest(SetCursor.parse(before), size + 1);
        List<ChangeSet> shown = found.subList(0, Math.min(size, found.size()));
        return new SetPage(
                shown,
                found.size() > size ? SetCursor.after(shown.get(size - 1)).toString() : null);
    }

    @GET
    @Path("{id}")
    @Transactional
    public ChangeSet get(@PathParam("id") String id) {
        return require(id);
    }

    /** Each product with what differs, and what putting it back would do. */
    @GET
    @Path("{id}/lines")
    @Transactional
    public LinePage lines(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        ChangeSet set = require(id);
        int size = QueryNumber.of("limit", limit, 50, 1, 500);
        String from = after == null ? "" : after;
        return sets.isOfSteps(set) ? stepLines(set, from, size) : contentLines(set, from, size);
    }

    private LinePage stepLines(ChangeSet set, String after, int size) {
        List<Stepped> found = sets.steps(set.id(), after, size);
        List<RevertChanges.Outcome> outcomes = steps.preview(set, found);
        List<LineView> views = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Stepped line = found.get(i);
            Changed state =
                    new Changed("state", line.before().name(), line.after().name());
            views.add(new LineView(line.sku(), List.of(state), outcomes.get(i).verdict()));
        }
        return new LinePage(
                views, found.size() < size ? null : found.get(size - 1).sku());
    }

    private LinePage contentLines(ChangeSet set, String after, int size) {
        List<ChangeSets.Line> found = sets.lines(set.id(), after, size);
        List<RevertChanges.Outcome> outcomes = revert.preview(set.agency(), found);
        List<LineView> views = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            views.add(new LineView(
                    found.get(i).sku(), changes(found.get(i)), outcomes.get(i).verdict()));
        }
        return new LinePage(
                views, found.size() < size ? null : found.get(size - 1).sku());
    }

    /** Puts back one step of it: repeat with {@code next} as {@code after} until {@code next} is null. */
    @POST
    @Path("{id}/revert")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.AGENCY_ADMIN, Role.APPROVER})
    public RevertChanges.Step revert(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        ChangeSet set = require(id);
        if (!set.agency().equals(caller.agency())) {
            throw Problem.notFound("change set", id);
        }
        int size = QueryNumber.of("limit", limit, 500, 1, 1_000);
        return revert.revert(set, caller.person(), after == null ? "" : after, size);
    }

    /**
     * Puts all of it back as a job: answers when it has ended or after two seconds, and the rest follows. {@code GET} tells how far
     * it is.
     */
    @POST
    @Path("{id}/revert-job")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.AGENCY_ADMIN, Role.APPROVER})
    public Response revertAll(@PathParam("id") String id) {
        ChangeSet set = QuarkusTransaction.requiringNew().call(() -> require(id));
        if (!set.agency().equals(caller.agency())) {
            throw Problem.notFound("change set", id);
        }
        return Response.accepted(jobs.start(set, caller.person())).build();
    }

    /** The newest job of a change set. */
    @GET
    @Path("{id}/revert-job")
    @Transactional
    public RevertJob job(@PathParam("id") String id) {
        return jobs.newest(require(id).id()).orElseThrow(() -> Problem.notFound("revert of", id));
    }

    /** Products that the newest job left as they are, and why. */
    @GET
    @Path("{id}/revert-job/left")
    @Transactional
    public LeftPage left(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        int size = QueryNumber.of("limit", limit, 100, 1, 500);
        List<RevertChanges.Outcome> left = jobs.left(job(id).id(), after == null ? "" : after, size);
        return new LeftPage(left, left.size() < size ? null : left.get(size - 1).sku());
    }

    private static List<Changed> changes(ChangeSets.Line line) {
        ProductDraft before = line.before();
        ProductDraft after = line.after();
        return DraftDifference.of(before, after);
    }

    private ChangeSet require(String id) {
        try {
            return sets.find(UUID.fromString(id)).orElseThrow(() -> Problem.notFound("change set", id));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("change set", id);
        }
    }
}
