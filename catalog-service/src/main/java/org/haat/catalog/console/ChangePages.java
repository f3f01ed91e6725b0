package org.haat.catalog.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.listing.ChangeSetResource;
import org.haat.catalog.listing.RevertChanges;
import org.haat.catalog.listing.RevertChanges.Verdict;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** What was changed together, product by product; and putting it back. */
@Path("changes")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
public class ChangePages {
    private static final int ROWS = 50;
    private static final int SHOWN = 100;
    private final ChangeSetResource api;
    private final Viewer viewer;

    public ChangePages(ChangeSetResource api, Viewer viewer) {
        this.api = api;
        this.viewer = viewer;
    }

    /** @param left products that stay as they are, the first hundred */
    record Reverted(int done, int kept, List<RevertChanges.Outcome> left) {}

    @GET
    public TemplateInstance list(@QueryParam("before") @Nullable String before) {
        ChangeSetResource.SetPage page = api.list(before, Integer.toString(ROWS));
        String here = viewer.getRoot() + "/changes";
        Instant next = page.next();
        return new CatalogTemplates.ChangeList(
                page.items(), before == null ? null : here, next == null ? null : here + "?before=" + next);
    }

    @GET
    @Path("{id}")
    public TemplateInstance set(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        return page(id, after, null);
    }

    @POST
    @Path("{id}/revert")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.APPROVER})
    public TemplateInstance revert(@PathParam("id") String id) {
        int done = 0;
        int kept = 0;
        List<RevertChanges.Outcome> left = new ArrayList<>();
        String after = "";
        while (after != null) {
            RevertChanges.Step step = api.revert(id, after, null);
            for (RevertChanges.Outcome outcome : step.outcomes()) {
                if (outcome.verdict() == Verdict.REVERTS) {
                    done++;
                } else if (outcome.verdict() != Verdict.SAME) {
                    kept++;
                    if (left.size() < SHOWN) {
                        left.add(outcome);
                    }
                }
            }
            after = step.next();
        }
        return page(id, null, new Reverted(done, kept, left));
    }

    private TemplateInstance page(String id, @Nullable String after, @Nullable Reverted reverted) {
        ChangeSetResource.LinePage page = api.lines(id, after, Integer.toString(ROWS));
        String here = viewer.getRoot() + "/changes/" + id;
        String next = page.next();
        return new CatalogTemplates.ChangePage(
                api.get(id),
                page.items(),
                reverted,
                after == null ? null : here,
                next == null ? null : here + "?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
