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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.edge.Role;

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

    @GET
    public List<Transcripts.Line> lines(
            @PathParam("id") UUID account,
            @QueryParam("before") @DefaultValue("9223372036854775807") @Min(0) long before,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return transcripts.of(accounts.get(account).id(), before, limit);
    }
}
