package org.haat.channelsync.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** The errand that a person runs where a channel makes no products by API, and adoption of a listing by hand. */
@Path("/api/v1/accounts/{id}")
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS, Role.CATALOGUE_EDITOR})
@Transactional
public class IdentifierResource {
    private static final int LARGEST_SHEET = 5 << 20;
    private final AccountAdministration accounts;
    private final Identifiers identifiers;
    private final Channels channels;
    private final Caller caller;

    public IdentifierResource(
            AccountAdministration accounts, Identifiers identifiers, Channels channels, Caller caller) {
        this.accounts = accounts;
        this.identifiers = identifiers;
        this.channels = channels;
        this.caller = caller;
    }

    /** What a sheet came to, with every row that could not be used. */
    public record Taken(int linked, int refused, List<String> unknownSkus, List<IdentifierSheet.BadRow> badRows) {}

    /** ASIN or FSN. */
    public record RemoteId(
            @NotNull @Pattern(regexp = "[A-Za-z0-9]{8,20}") String remoteId) {}

    @GET
    @Path("/identifier-sheet")
    @Produces("text/csv;charset=UTF-8")
    public Response sheet(@PathParam("id") UUID id) {
        ChannelAccount account = accounts.get(id);
        byte[] csv = sheet(account).write(identifiers.awaiting(account));
        return Response.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"" + account.channel() + "-new-products.csv\"")
                .build();
    }

    @POST
    @Path("/identifier-sheet")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    public Taken post(@PathParam("id") UUID id, byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw Problem.badRequest("sheet-needed", "Send the sheet that came back, as CSV.");
        }
        if (body.length > LARGEST_SHEET) {
            throw new Problem(413, "too-large", "A sheet may have at most 5 MB.", List.of());
        }
        ChannelAccount account = accounts.get(id);
        IdentifierSheet.Answer answer = sheet(account).read(body);
        Identifiers.Linked linked = identifiers.take(account, answer, caller.person());
        return new Taken(linked.linked(), linked.refused(), linked.unknown(), answer.bad());
    }

    @PUT
    @Path("/identifier-sheet")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    public Taken put(@PathParam("id") UUID id, byte @Nullable [] body) {
        return post(id, body);
    }

    /** Links a product to a listing that the channel has already. */
    @PUT
    @Path("/listings/{sku}/remote-id")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Taken adopt(@PathParam("id") UUID id, @PathParam("sku") String sku, @Valid @NotNull RemoteId remote) {
        ChannelAccount account = accounts.get(id);
        IdentifierSheet.Answer answer = new IdentifierSheet.Answer(
                List.of(new IdentifierSheet.Assigned(sku, remote.remoteId())), List.of(), List.of());
        Identifiers.Linked linked = identifiers.take(account, answer, caller.person());
        if (linked.linked() == 0) {
            throw Problem.notFound("listing", sku);
        }
        return new Taken(linked.linked(), 0, List.of(), List.of());
    }

    private IdentifierSheet sheet(ChannelAccount account) {
        return channels.facet(account.channel(), IdentifierSheet.class)
                .orElseThrow(() ->
                        Problem.conflict("no-sheet", "Products of this channel need no identifier from a person."));
    }
}
