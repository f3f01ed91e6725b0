package org.haat.channelsync.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.notification.Subscriptions;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** Connects an account: the seller's consent, and the queue that notifications come through. */
@Path("")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ConnectionPages {
    private final AccountAdministration administration;
    private final Consents consents;
    private final Subscriptions subscriptions;
    private final Caller caller;
    private final Viewer viewer;

    public ConnectionPages(
            AccountAdministration administration,
            Consents consents,
            Subscriptions subscriptions,
            Caller caller,
            Viewer viewer) {
        this.administration = administration;
        this.consents = consents;
        this.subscriptions = subscriptions;
        this.caller = caller;
        this.viewer = viewer;
    }

    /** Shows the way to the channel's page instead of sending there, so that the seller sees where the link leads. */
    @POST
    @Path("accounts/{id}/consent")
    public TemplateInstance begin(@PathParam("id") UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            ChannelAccount account = administration.get(id);
            return new SyncTemplates.ConsentBegin(account, consents.begin(account, caller.person()));
        });
    }

    /** Where the channel's page sends the browser. */
    @GET
    @Path("consent/{channel}")
    public TemplateInstance back(@PathParam("channel") String channel, @Context UriInfo uri) {
        Map<String, String> query = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
        return new SyncTemplates.ConsentEnd(channel, consents.finish(channel, query, caller.person()));
    }

    /** Keeps the queue, if one is entered, and has the channel put its notifications there. */
    @POST
    @Path("accounts/{id}/subscriptions")
    public Response subscribe(
            @PathParam("id") UUID id,
            @FormParam("queue_url") @Nullable String url,
            @FormParam("queue_access_key_id") @Nullable String keyId,
            @FormParam("queue_secret_access_key") @Nullable String secret) {
        ChannelAccount account = QuarkusTransaction.requiringNew().call(() -> {
            ChannelAccount known = administration.get(id);
            Map<String, String> secrets = new TreeMap<>();
            put(secrets, "queue_access_key_id", keyId);
            put(secrets, "queue_secret_access_key", secret);
            if (!secrets.isEmpty()) {
                administration.setSecrets(id, secrets);
            }
            Map<String, String> settings = new TreeMap<>(known.settings());
            put(settings, "queue_url", url);
            return settings.equals(known.settings())
                    ? known
                    : administration.update(id, known.version(), new AccountView.Update(known.name(), settings));
        });
        subscriptions.subscribe(account, caller.person());
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id)
                .build();
    }

    private static void put(Map<String, String> map, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            map.put(key, value.strip());
        }
    }
}
