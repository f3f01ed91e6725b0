package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
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
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.adoption.AdoptionDesk;
import org.haat.channelsync.adoption.There;
import org.haat.channelsync.adoption.ThereResource;
import org.haat.channelsync.adoption.ThereView;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** On the channel, not in our catalogue: link it, or leave it alone. */
@Path("accounts/{id}/there")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class TherePages {
    private static final int ROWS = 50;
    private static final int SHOWN = 200;
    private final ThereResource api;
    private final AdoptionDesk desk;
    private final AccountAdministration accounts;
    private final Viewer viewer;

    public TherePages(ThereResource api, AdoptionDesk desk, AccountAdministration accounts, Viewer viewer) {
        this.api = api;
        this.desk = desk;
        this.accounts = accounts;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance list(
            @PathParam("id") UUID id,
            @QueryParam("state") @DefaultValue("OPEN") String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("undone") @Nullable String undone) {
        return page(id, state, after, null, undone);
    }

    @POST
    @Path("look")
    public Response look(@PathParam("id") UUID id) {
        api.look(id);
        return back(id);
    }

    @POST
    @Path("link")
    public Response link(
            @PathParam("id") UUID id,
            @FormParam("remote") @Nullable String remote,
            @FormParam("sku") @Nullable String sku) {
        api.link(id, new ThereResource.Pair(given(remote, "remote"), given(sku, "sku")));
        return back(id);
    }

    @POST
    @Path("leave")
    public Response leave(@PathParam("id") UUID id, @FormParam("remote") @Nullable String remote) {
        api.leave(id, new ThereResource.Name(given(remote, "remote")));
        return back(id);
    }

    @POST
    @Path("unlink")
    public Response unlink(@PathParam("id") UUID id, @FormParam("remote") @Nullable String remote) {
        String name = given(remote, "remote");
        api.unlink(id, new ThereResource.Name(name));
        return Response.status(Response.Status.SEE_OTHER)
                .header(
                        "Location",
                        viewer.getRoot() + "/accounts/" + id + "/there?undone="
                                + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .build();
    }

    /** What the sheet would come to; it is applied when its person says so. */
    @POST
    @Path("pairs")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Transactional
    public TemplateInstance pairs(@PathParam("id") UUID id, @RestForm("file") @Nullable FileUpload file)
            throws IOException {
        if (file == null || file.size() == 0) {
            throw Problem.invalid("file", "missing", "Choose a file first.");
        }
        byte[] sheet = ThereResource.checked(Files.readAllBytes(file.uploadedFile()));
        String name = file.fileName() == null ? "" : file.fileName();
        ThereView.Preview preview = desk.preview(id, name, sheet);
        List<ThereView.Bad> shown = preview.bad().stream().limit(SHOWN).toList();
        return new SyncTemplates.PairsPage(
                accounts.get(id), name, preview, shown, preview.bad().size() - shown.size());
    }

    @POST
    @Path("pairs/apply")
    @Transactional
    public TemplateInstance apply(@PathParam("id") UUID id, @FormParam("sheet") @Nullable UUID sheet) {
        if (sheet == null) {
            throw Problem.invalid("sheet", "missing", "Upload the sheet again.");
        }
        return page(id, "OPEN", "", desk.apply(id, sheet), null);
    }

    private TemplateInstance page(
            UUID id, String state, String after, ThereView.@Nullable Taken taken, @Nullable String undone) {
        ThereView.Page page = api.list(id, state, after, ROWS);
        String base = viewer.getRoot() + "/accounts/" + id + "/there?state=" + state;
        String next = page.next();
        return new SyncTemplates.TherePage(
                accounts.get(id),
                page,
                page.listings().stream()
                        .map(line -> ThereLine.of(line, viewer.getLanguage()))
                        .toList(),
                state,
                List.of(There.State.values()),
                after.isEmpty() ? null : base,
                next == null ? null : base + "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
                taken,
                undone);
    }

    private static String given(@Nullable String value, String field) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > 100) {
            throw Problem.invalid(field, "needed", "Enter it, in at most 100 letters.");
        }
        return text;
    }

    private Response back(UUID id) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id + "/there")
                .build();
    }
}
