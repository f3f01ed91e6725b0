package org.haat.channelsync.consent;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Expiries;
import org.haat.channelsync.account.Expiry;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Until when an account's credentials are good, and the seller's consent that renews them. */
@Path("/api/v1/accounts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class ConsentResource {
    private static final Duration LONGEST = Duration.ofDays(3_653);
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final Consents consents;
    private final Expiries expiries;
    private final Caller caller;
    private final Clock clock;

    public ConsentResource(
            AccountAdministration administration,
            Accounts accounts,
            Consents consents,
            Expiries expiries,
            Caller caller,
            Clock clock) {
        this.administration = administration;
        this.accounts = accounts;
        this.consents = consents;
        this.expiries = expiries;
        this.caller = caller;
        this.clock = clock;
    }

    /** The last day, as somebody who knows it says. */
    public record Ending(@NotNull Instant expiresAt) {}

    /** Where the seller's browser goes; it comes back to the console, to the person who began. */
    @POST
    @Path("/consent")
    @Consumes(MediaType.WILDCARD)
    public Consents.Begun begin(@PathParam("id") UUID id) {
        return consents.begin(administration.get(id), caller.person());
    }

    @GET
    @Path("/expiries")
    public List<Expiry> expiries(@PathParam("id") UUID id) {
        return expiries.of(administration.get(id).id());
    }

    @PUT
    @Path("/expiries/{kind}")
    @Consumes(MediaType.APPLICATION_JSON)
    public List<Expiry> told(@PathParam("id") UUID id, @PathParam("kind") String kind, @Nullable @Valid Ending ending) {
        if (ending == null) {
            throw Problem.badRequest("body-needed", "Send a JSON object.");
        }
        ChannelAccount account = administration.get(id);
        CredentialLife.Kind which = kind(kind);
        Instant now = clock.instant();
        boolean near = ending.expiresAt().isAfter(now) && ending.expiresAt().isBefore(now.plus(LONGEST));
        if (!near) {
            throw Problem.invalid("expiresAt", "not-a-coming-day", "Give a time from now to ten years from now.");
        }
        expiries.told(account, which, ending.expiresAt());
        accounts.remember(account, caller.person(), "expiry told", kind + ' ' + ending.expiresAt());
        return expiries.of(account.id());
    }

    /** What was told does not hold: what is counted from the day of entry stands again, where there is such a count. */
    @DELETE
    @Path("/expiries/{kind}")
    public List<Expiry> forget(@PathParam("id") UUID id, @PathParam("kind") String kind) {
        ChannelAccount account = administration.get(id);
        if (!expiries.forget(account, kind(kind))) {
            throw Problem.notFound("day told for", kind);
        }
        accounts.remember(account, caller.person(), "expiry forgotten", kind);
        return expiries.of(account.id());
    }

    private static CredentialLife.Kind kind(String text) {
        try {
            return CredentialLife.Kind.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("kind of credential", text);
        }
    }
}
