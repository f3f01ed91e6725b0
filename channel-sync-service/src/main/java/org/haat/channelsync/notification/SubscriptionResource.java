package org.haat.channelsync.notification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.notification.Subscriptions.Subscription;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Role;

/** Which notifications a channel puts into an account's queue. */
@Path("/api/v1/accounts/{id}/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class SubscriptionResource {
    private final AccountAdministration administration;
    private final Subscriptions subscriptions;
    private final Caller caller;

    public SubscriptionResource(AccountAdministration administration, Subscriptions subscriptions, Caller caller) {
        this.administration = administration;
        this.subscriptions = subscriptions;
        this.caller = caller;
    }

    @GET
    public List<Subscription> list(@PathParam("id") UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> subscriptions.of(administration.get(id).id()));
    }

    /** Has the channel tell of everything that is handled here; asked for twice is asked for once. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public List<Subscription> subscribe(@PathParam("id") UUID id) {
        ChannelAccount account = QuarkusTransaction.requiringNew().call(() -> administration.get(id));
        subscriptions.subscribe(account, caller.person());
        return list(id);
    }
}
