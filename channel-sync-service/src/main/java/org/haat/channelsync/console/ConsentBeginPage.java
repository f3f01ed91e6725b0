package org.haat.channelsync.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Role;

/** Shows the way to the channel's page instead of sending there, so that the seller sees where the link leads. */
@Path("accounts/{id}/consent")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ConsentBeginPage {
    private final AccountAdministration administration;
    private final Consents consents;
    private final Caller caller;

    public ConsentBeginPage(AccountAdministration administration, Consents consents, Caller caller) {
        this.administration = administration;
        this.consents = consents;
        this.caller = caller;
    }

    @POST
    public TemplateInstance begin(@PathParam("id") UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            ChannelAccount account = administration.get(id);
            return new SyncTemplates.ConsentBegin(account, consents.begin(account, caller.person()));
        });
    }
}
