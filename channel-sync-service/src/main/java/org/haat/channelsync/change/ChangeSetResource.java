package org.haat.channelsync.change;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** The catalogue's change sets at channels: how far each has come. The catalogue puts them back. */
@Path("/api/v1/change-sets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class ChangeSetResource {
    private final ChangeSets sets;
    private final AccountAdministration accounts;

    public ChangeSetResource(ChangeSets sets, AccountAdministration accounts) {
        this.sets = sets;
        this.accounts = accounts;
    }

    @GET
    public ChangeSetView.Page list(
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(50) int limit) {
        List<ChangeSetView.Set> found = sets.newest(SetCursor.parse(before), limit + 1);
        List<ChangeSetView.Set> shown = found.subList(0, Math.min(limit, found.size()));
        return new ChangeSetView.Page(
                shown,
                found.size() > limit ? SetCursor.after(shown.get(limit - 1)).toString() : null);
    }

    @GET
    @Path("/{account}/{set}/lines")
    public ChangeSetView.Lines lines(
            @PathParam("account") UUID account,
            @PathParam("set") String set,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        String agency = accounts.get(account).agency();
        ChangeSetView.Set found = sets.find(account, set).orElseThrow(() -> Problem.notFound("change set", set));
        List<ChangeSetView.Line> lines = sets.lines(account, agency, set, after, limit);
        long listings =
                lines.stream().map(ChangeSetView.Line::listing).distinct().count();
        return new ChangeSetView.Lines(
                found,
                lines,
                listings < limit ? null : lines.get(lines.size() - 1).listing());
    }
}
