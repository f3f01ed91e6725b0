package org.haat.channelsync.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.haat.edge.NeedsIfMatch;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Channel accounts. Secrets go in and never come out. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class AccountResource {
    private final Accounts accounts;
    private final Knockings knockings;
    private final Expiries expiries;
    private final AccountAdministration administration;

    public AccountResource(
            Accounts accounts, Knockings knockings, Expiries expiries, AccountAdministration administration) {
        this.accounts = accounts;
        this.knockings = knockings;
        this.expiries = expiries;
        this.administration = administration;
    }

    @GET
    public List<AccountView> list() {
        return accounts.all().stream().map(this::view).toList();
    }

    @POST
    public Response create(@Valid AccountView.New wish) {
        AccountView made = view(administration.create(required(wish)));
        return Response.created(URI.create("/sync/api/v1/accounts/" + made.id()))
                .tag(Long.toString(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return tagged(administration.get(id));
    }

    @PUT
    @Path("/{id}")
    @NeedsIfMatch
    public Response update(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid AccountView.Update wish) {
        return tagged(administration.update(id, version(ifMatch), required(wish)));
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") UUID id) {
        administration.remove(id);
    }

    @PUT
    @Path("/{id}/secrets")
    public AccountView setSecrets(@PathParam("id") UUID id, @Valid AccountView.NewSecrets wish) {
        return view(administration.setSecrets(id, required(wish).secrets()));
    }

    @POST
    @Path("/{id}/check")
    @Consumes(MediaType.WILDCARD)
    public AccountView.Check check(@PathParam("id") UUID id) {
        return new AccountView.Check(administration.check(id));
    }

    @POST
    @Path("/{id}/pause")
    public AccountView pause(@PathParam("id") UUID id, @Valid AccountView.Reason reason) {
        return view(administration.pause(id, required(reason).reason()));
    }

    @POST
    @Path("/{id}/resume")
    @Consumes(MediaType.WILDCARD)
    public AccountView resume(@PathParam("id") UUID id) {
        return view(administration.resume(id));
    }

    @POST
    @Path("/{id}/away")
    public AccountView away(@PathParam("id") UUID id, @Valid AccountView.Reason reason) {
        return view(administration.away(id, required(reason).reason()));
    }

    @POST
    @Path("/{id}/back")
    @Consumes(MediaType.WILDCARD)
    public AccountView back(@PathParam("id") UUID id) {
        return view(administration.back(id));
    }

    @GET
    @Path("/{id}/changes")
    public List<Accounts.Change> changes(@PathParam("id") UUID id) {
        return accounts.changes(administration.get(id).id(), 200);
    }

    private Response tagged(ChannelAccount account) {
        return Response.ok(view(account)).tag(Long.toString(account.version())).build();
    }

    private AccountView view(ChannelAccount account) {
        return AccountView.of(
                account,
                accounts.secrets(account.id()),
                expiries.of(account.id()),
                knockings.due().get(account.id()));
    }

    private static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problem.preconditionRequired("account");
        }
        String digits = ifMatch.replace("\"", "").strip();
        if (!digits.matches("[0-9]{1,18}")) {
            throw Problem.stale("account");
        }
        return Long.parseLong(digits);
    }

    private static <T> T required(@Nullable T body) {
        if (body == null) {
            throw Problem.badRequest("body-needed", "Send a JSON object.");
        }
        return body;
    }
}
