package org.haat.channelsync.overview;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import org.haat.channelsync.security.Caller;
import org.haat.edge.NextLink;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Overview, explanations and what waits for a person. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class OverviewResource {
    private final Overview overview;
    private final Totals totals;
    private final Explainer explainer;
    private final Unpublished unpublished;
    private final ParkedMessages parked;
    private final ParkedDesk desk;
    private final ParkedHistory history;
    private final Caller caller;

    public OverviewResource(
            Overview overview,
            Totals totals,
            Explainer explainer,
            Unpublished unpublished,
            ParkedMessages parked,
            ParkedDesk desk,
            ParkedHistory history,
            Caller caller) {
        this.overview = overview;
        this.totals = totals;
        this.explainer = explainer;
        this.unpublished = unpublished;
        this.parked = parked;
        this.desk = desk;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @Path("/overview")
    @Transactional
    public List<Overview.Row> overview() {
        return overview.rows();
    }

    /** Listings by agency and by the maker's district. */
    @GET
    @Path("/overview/totals")
    @Transactional
    public Totals.Of totals() {
        return totals.all();
    }

    /** @param agency whose product; where no agency's was told to channels the catalogue is asked, after the transaction */
    @GET
    @Path("/products/{sku}/explain")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.OPERATIONS, Role.DISTRICT_OFFICER})
    public List<Explanation> explain(
            @PathParam("sku") String sku,
            @QueryParam("agency") @Nullable String agency,
            @HeaderParam("Accept-Language") @DefaultValue("en") String language) {
        List<Explanation> known =
                QuarkusTransaction.requiringNew().call(() -> explainer.explain(sku, agency, language));
        return known.isEmpty() ? unpublished.explain(sku, agency, language, caller.token()) : known;
    }

    /** The header {@code Link} with {@code rel="next"} leads to more. */
    @GET
    @Path("/parked")
    @Transactional
    public Response parked(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(500) int limit,
            @Context UriInfo here) {
        ParkedMessages.Page page = parked.waiting(ParkedMessages.Cursor.parse(after), limit);
        return listed(page.messages(), page.next(), here);
    }

    /** What people did about such messages, the newest first; the header {@code Link} with {@code rel="next"} leads to more. */
    @GET
    @Path("/parked/history")
    @Transactional
    public Response parkedHistory(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit,
            @Context UriInfo here) {
        ParkedHistory.Page page = history.newest(after, limit);
        return listed(page.entries(), page.next(), here);
    }

    private static Response listed(List<?> rows, @Nullable Object next, UriInfo here) {
        Response.ResponseBuilder answer = Response.ok(rows);
        return next == null
                ? answer.build()
                : answer.header("Link", NextLink.of(here, "after", next.toString()))
                        .build();
    }

    /** One of them with what came, secrets and people hidden. */
    @GET
    @Path("/parked/{kind}/{id}")
    public ParkedDesk.Detail parked(@PathParam("kind") String kind, @PathParam("id") long id) {
        return desk.detail(kind(kind), id);
    }

    @POST
    @Path("/parked/{kind}/{id}/replay")
    public void replay(@PathParam("kind") String kind, @PathParam("id") long id) {
        desk.replay(kind(kind), id, caller.person());
    }

    @DELETE
    @Path("/parked/{kind}/{id}")
    public void discard(@PathParam("kind") String kind, @PathParam("id") long id) {
        desk.discard(kind(kind), id, caller.person());
    }

    private static ParkedMessages.Kind kind(String kind) {
        try {
            return ParkedMessages.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("kind of parked message", kind);
        }
    }
}
