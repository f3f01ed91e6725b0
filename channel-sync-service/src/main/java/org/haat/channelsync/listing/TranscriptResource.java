package org.haat.channelsync.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.edge.NextLink;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** What was said to the partner and what it answered, scrubbed. */
@Path("/api/v1/accounts/{id}/transcript")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class TranscriptResource {
    private final Transcripts transcripts;
    private final AccountAdministration accounts;

    public TranscriptResource(Transcripts transcripts, AccountAdministration accounts) {
        this.transcripts = transcripts;
        this.accounts = accounts;
    }

    /** The header {@code Link} with {@code rel="next"} leads to those before, as long as there may be any. */
    @GET
    public Response lines(
            @PathParam("id") UUID account,
            @QueryParam("operation") @Nullable String operation,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("status") @Nullable @Min(0) @Max(999) Integer status,
            @QueryParam("sku") @Nullable String sku,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("before") @DefaultValue("9223372036854775807") @Min(0) long before,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Context UriInfo here) {
        CallFilter filter = CallFilter.of(operation, outcome, status, sku, time("from", from), time("until", until));
        Transcripts.Page page = transcripts.of(accounts.get(account).id(), filter, before, limit);
        Response.ResponseBuilder answer = Response.ok(page.lines());
        if (page.next() != null) {
            answer.header("Link", NextLink.of(here, "before", page.next()));
        }
        return answer.build();
    }

    @GET
    @Path("/{call}")
    public Transcripts.Line line(@PathParam("id") UUID account, @PathParam("call") long call) {
        return transcripts
                .find(accounts.get(account).id(), call)
                .orElseThrow(() -> Problem.notFound("call", Long.toString(call)));
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "not-a-time", "Write it as 2026-11-22T09:30:00Z.");
        }
    }
}
