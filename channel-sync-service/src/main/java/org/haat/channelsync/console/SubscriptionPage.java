package org.haat.channelsync.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.notification.Subscriptions;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** The queue that an account's notifications come through. */
@Path("accounts/{id}/subscriptions")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class SubscriptionPage {
    private final AccountAdministration administration;
    private final Subscriptions subscriptions;
    private final Caller caller;
    private final Viewer viewer;

    public SubscriptionPage(
            AccountAdministration administration, Subscriptions subscriptions, Caller caller, Viewer viewer) {
        this.administration = administration;
        this.subscriptions = subscriptions;
        this.caller = caller;
        this.viewer = viewer;
    }

    /** Keeps the queue, if one is entered, and has the channel put its notifications there. */
    @POST
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
