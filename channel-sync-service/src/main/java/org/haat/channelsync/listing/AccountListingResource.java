package org.haat.channelsync.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** One listing of an account: both states, history, calls, and its link to the channel's own product. */
@Path("/api/v1/accounts/{id}/listings/{sku}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.OPERATIONS, Role.DISTRICT_OFFICER})
@Transactional
public class AccountListingResource {
    private static final int MOST_STEPS = 500;
    private final ListingQueries queries;
    private final Identifiers identifiers;
    private final AccountAdministration accounts;
    private final Caller caller;

    public AccountListingResource(
            ListingQueries queries, Identifiers identifiers, AccountAdministration accounts, Caller caller) {
        this.queries = queries;
        this.identifiers = identifiers;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** ASIN or FSN. */
    public record RemoteId(
            @NotNull @Pattern(regexp = "[A-Za-z0-9]{8,20}") String remoteId) {}

    @GET
    public ListingQueries.Detail detail(@PathParam("id") UUID account, @PathParam("sku") String sku) {
        return queries.detail(account, sku).orElseThrow(() -> Problem.notFound("listing", sku));
    }

    @GET
    @Path("/history")
    public List<ListingQueries.Step> history(@PathParam("id") UUID account, @PathParam("sku") String sku) {
        return queries.history(detail(account, sku).listing().id(), MOST_STEPS);
    }

    @GET
    @Path("/calls")
    public List<ListingQueries.CallLine> calls(@PathParam("id") UUID account, @PathParam("sku") String sku) {
        return queries.calls(detail(account, sku).listing().id(), MOST_STEPS);
    }

    /** Links the product to a listing that the channel has already. */
    @PUT
    @Path("/remote-id")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS, Role.CATALOGUE_EDITOR})
    public ListingQueries.Detail adopt(
            @PathParam("id") UUID id, @PathParam("sku") String sku, @Valid @NotNull RemoteId remote) {
        ChannelAccount account = accounts.get(id);
        IdentifierSheet.Answer answer = new IdentifierSheet.Answer(
                List.of(new IdentifierSheet.Assigned(sku, remote.remoteId())), List.of(), List.of());
        if (identifiers.take(account, answer, caller.person()).linked() == 0) {
            throw Problem.notFound("listing", sku);
        }
        return detail(id, sku);
    }
}
