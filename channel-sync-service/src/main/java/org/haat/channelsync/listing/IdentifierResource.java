package org.haat.channelsync.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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

/** The errand that a person runs where a channel makes no products by API. */
@Path("/api/v1/accounts/{id}/identifier-sheet")
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

    @GET
    @Produces("text/csv;charset=UTF-8")
    public Response sheet(@PathParam("id") UUID id) {
        ChannelAccount account = accounts.get(id);
        byte[] csv = sheet(account).write(identifiers.awaiting(account));
        return Response.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"" + account.channel() + "-new-products.csv\"")
                .build();
    }

    @POST
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
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    public Taken put(@PathParam("id") UUID id, byte @Nullable [] body) {
        return post(id, body);
    }

    private IdentifierSheet sheet(ChannelAccount account) {
        return channels.facet(account.channel(), IdentifierSheet.class)
                .orElseThrow(() ->
                        Problem.conflict("no-sheet", "Products of this channel need no identifier from a person."));
    }
}
