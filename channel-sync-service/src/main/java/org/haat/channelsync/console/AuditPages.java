package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountResource;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.audit.AuditAdministration;
import org.haat.channelsync.audit.AuditResource;
import org.haat.channelsync.audit.AuditView;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Messages;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** Audits: those that ran, the drift that each found, and the listings that a person must decide about. */
@Path("audits")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class AuditPages {
    private static final int ROWS = 50;
    private final AuditResource api;
    private final AuditAdministration administration;
    private final AccountResource accounts;
    private final Messages messages;
    private final Viewer viewer;

    public AuditPages(
            AuditResource api,
            AuditAdministration administration,
            AccountResource accounts,
            Messages messages,
            Viewer viewer) {
        this.api = api;
        this.administration = administration;
        this.accounts = accounts;
        this.messages = messages;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance list(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("before") @DefaultValue("" + Long.MAX_VALUE) long before) {
        AuditResource.Page page = api.list(account, before, ROWS);
        String base = viewer.getRoot() + "/audits" + (account == null ? "?" : "?account=" + account + '&');
        List<AccountView> offered = accounts.list().stream()
                .filter(one -> administration.offers(one.channel()))
                .toList();
        return new SyncTemplates.AuditList(
                page.audits(),
                offered,
                administration.nights(),
                account == null ? "" : account.toString(),
                before == Long.MAX_VALUE ? null : base,
                page.next() == null ? null : base + "before=" + page.next());
    }

    @POST
    public Response start(
            @FormParam("account") @Nullable UUID account,
            @FormParam("report") @Nullable String reportOnly,
            @FormParam("full") @Nullable String inFull) {
        if (account == null) {
            throw Problem.invalid("account", "needed", "Choose an account.");
        }
        AuditView begun = (AuditView) api.start(new AuditResource.Start(account, reportOnly != null, inFull != null))
                .getEntity();
        return backTo("/audits/" + begun.id());
    }

    @GET
    @Path("{id}")
    @Transactional
    public TemplateInstance audit(
            @PathParam("id") long id,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("after") @DefaultValue("0") long after) {
        AuditResource.DriftPage drift = api.drift(id, kind, after, ROWS);
        String base = viewer.getRoot() + "/audits/" + id + (kind.isBlank() ? "?" : "?kind=" + kind + '&');
        return new SyncTemplates.AuditPage(
                api.get(id),
                kind,
                lines(drift),
                after == 0 ? null : base,
                drift.next() == null ? null : base + "after=" + drift.next());
    }

    /** What the page of an audit under way asks for again and again. */
    @GET
    @Path("{id}/now")
    @Transactional
    public TemplateInstance now(@PathParam("id") long id) {
        AuditResource.DriftPage drift = api.drift(id, "", 0, ROWS);
        String next = drift.next() == null ? null : viewer.getRoot() + "/audits/" + id + "?after=" + drift.next();
        return new SyncTemplates.AuditNow(api.get(id), "", lines(drift), null, next);
    }

    private List<DriftLine> lines(AuditResource.DriftPage drift) {
        return drift.lines().stream()
                .map(line -> DriftLine.of(line, messages, viewer.getLanguage()))
                .toList();
    }

    @POST
    @Path("{id}/stop")
    public Response stop(@PathParam("id") long id) {
        api.stop(id);
        return backTo("/audits/" + id);
    }

    @POST
    @Path("{id}/drift/{line}/leave")
    public Response leave(@PathParam("id") long id, @PathParam("line") long line) {
        api.leave(id, line);
        return backTo("/audits/" + id + "?kind=EXTRA");
    }

    private Response backTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + path)
                .build();
    }
}
