package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.change.ChangeSetResource;
import org.haat.channelsync.change.ChangeSetView;
import org.haat.edge.Role;
import org.haat.look.Messages;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** What left together: how far it has come, and what it changed. */
@Path("changes")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ChangePages {
    private static final int ROWS = 50;
    private final ChangeSetResource api;
    private final Messages messages;
    private final Viewer viewer;

    public ChangePages(ChangeSetResource api, Messages messages, Viewer viewer) {
        this.api = api;
        this.messages = messages;
        this.viewer = viewer;
    }

    /** A changed facet in words. */
    record Line(ChangeSetView.Line line, List<PendingWords.Row> rows) {}

    @GET
    @Transactional
    public TemplateInstance list(@QueryParam("before") @Nullable String before) {
        ChangeSetView.Page page = api.list(before, 20);
        String here = viewer.getRoot() + "/changes";
        String next = page.next();
        return new SyncTemplates.ChangeSetList(
                page.sets(),
                before == null ? null : here,
                next == null ? null : here + "?before=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    @GET
    @Path("{account}/{set}")
    @Transactional
    public TemplateInstance set(
            @PathParam("account") UUID account,
            @PathParam("set") String set,
            @QueryParam("after") @DefaultValue("0") long after) {
        ChangeSetView.Lines page = api.lines(account, set, after, ROWS);
        PendingWords words = new PendingWords(messages, viewer.getLanguage());
        String here = viewer.getRoot() + "/changes/" + account + '/' + set;
        return new SyncTemplates.ChangeSetPage(
                page.set(),
                page.lines().stream()
                        .map(line -> new Line(line, words.rows(line.change())))
                        .toList(),
                after == 0 ? null : here,
                page.next() == null ? null : here + "?after=" + page.next());
    }
}
