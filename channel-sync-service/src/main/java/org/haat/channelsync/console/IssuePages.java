package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.haat.channelsync.account.AccountResource;
import org.haat.channelsync.inbox.Cause;
import org.haat.channelsync.inbox.IssueResource;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** The inbox of issues by cause, and the page of a cause: who sees to it, trying all of it again, quarantine. */
@Path("issues")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class IssuePages {
    private final IssueResource api;
    private final AccountResource accounts;
    private final Caller caller;
    private final Viewer viewer;

    public IssuePages(IssueResource api, AccountResource accounts, Caller caller, Viewer viewer) {
        this.api = api;
        this.accounts = accounts;
        this.caller = caller;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance list(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("taken") @Nullable String taken) {
        IssueFilter filter = IssueFilter.of(account, owner, severity, taken);
        return new SyncTemplates.IssueList(
                filter, accounts.list(), api.groups(account, owner, severity, filter.taken()));
    }

    @GET
    @Path("cause")
    @Transactional
    public TemplateInstance cause(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("code") @Nullable String code,
            @QueryParam("remedy") @Nullable String remedy) {
        return page(asked(channel, code, remedy), new SyncTemplates.Taking(caller.person(), "", false));
    }

    /** The part of a cause's page that follows a retry. */
    @GET
    @Path("retries/{id}")
    @Transactional
    public TemplateInstance progress(@PathParam("id") long id) {
        return new SyncTemplates.IssueRetry(api.retry(id));
    }

    @POST
    @Path("assign")
    public Response assign(
            @FormParam("channel") @Nullable String channel,
            @FormParam("code") @Nullable String code,
            @FormParam("remedy") @Nullable String remedy,
            @FormParam("person") @Nullable String person,
            @FormParam("note") @Nullable String note,
            @FormParam("insteadOf") @Nullable String insteadOf) {
        Cause cause = asked(channel, code, remedy);
        try {
            api.assign(new IssueResource.Assign(cause, person, note, insteadOf));
        } catch (Problem refused) {
            return takenMeanwhile(
                    refused, cause, new SyncTemplates.Taking(FormText.plain(person), FormText.plain(note), true));
        }
        return backTo(cause);
    }

    @POST
    @Path("unassign")
    public Response unassign(
            @FormParam("channel") @Nullable String channel,
            @FormParam("code") @Nullable String code,
            @FormParam("remedy") @Nullable String remedy,
            @FormParam("person") @Nullable String person) {
        Cause cause = asked(channel, code, remedy);
        try {
            api.unassign(new IssueResource.GiveUp(cause.channel(), cause.code(), cause.remedy(), person));
        } catch (Problem refused) {
            return takenMeanwhile(refused, cause, new SyncTemplates.Taking(caller.person(), "", true));
        }
        return backTo(cause);
    }

    /** The page as it is now, with who has the cause and what this person had entered. */
    private Response takenMeanwhile(Problem refused, Cause cause, SyncTemplates.Taking entered) {
        if (!refused.code().equals("assigned-already")) {
            throw refused;
        }
        return Response.status(refused.status()).entity(page(cause, entered)).build();
    }

    private TemplateInstance page(Cause cause, SyncTemplates.Taking taking) {
        return new SyncTemplates.IssuePage(
                api.cause(cause.channel(), cause.code(), cause.remedy()),
                cause,
                taking,
                viewer.may(Role.OPERATIONS) && Scope.current().seesEverything());
    }

    @POST
    @Path("retry")
    public Response retry(
            @FormParam("channel") @Nullable String channel,
            @FormParam("code") @Nullable String code,
            @FormParam("remedy") @Nullable String remedy) {
        Cause cause = asked(channel, code, remedy);
        api.retry(new IssueResource.Retry(cause, null));
        return backTo(cause);
    }

    @POST
    @Path("quarantine")
    @RolesAllowed(Role.OPERATIONS)
    public Response rest(
            @FormParam("channel") @Nullable String channel,
            @FormParam("code") @Nullable String code,
            @FormParam("remedy") @Nullable String remedy,
            @FormParam("hours") @Nullable Integer hours) {
        Cause cause = asked(channel, code, remedy);
        if (hours == null) {
            throw Problem.invalid("hours", "needed", "Say for how many hours.");
        }
        api.rest(new IssueResource.Rest(cause, hours));
        return backTo(cause);
    }

    @POST
    @Path("free")
    public Response free(
            @FormParam("channel") @Nullable String channel,
            @FormParam("code") @Nullable String code,
            @FormParam("remedy") @Nullable String remedy) {
        Cause cause = asked(channel, code, remedy);
        api.free(cause.channel(), cause.code(), cause.remedy());
        return backTo(cause);
    }

    private static Cause asked(@Nullable String channel, @Nullable String code, @Nullable String remedy) {
        return new Cause(FormText.plain(channel), FormText.plain(code), FormText.plain(remedy));
    }

    private Response backTo(Cause cause) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(
                        "Location",
                        viewer.getRoot() + "/issues/cause?channel=" + encoded(cause.channel()) + "&code="
                                + encoded(cause.code()) + "&remedy=" + encoded(cause.remedy()))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
