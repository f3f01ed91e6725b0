package org.haat.channelsync.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/** Listings, their issues and what was called for them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.OPERATIONS, Role.DISTRICT_OFFICER})
@Transactional
public class ListingResource {
    private static final int MOST_STEPS = 500;
    private final ListingQueries queries;
    private final Retries retries;
    private final Accounts accounts;
    private final Caller caller;

    public ListingResource(ListingQueries queries, Retries retries, Accounts accounts, Caller caller) {
        this.queries = queries;
        this.retries = retries;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** @param next give it as {@code after} for the next page; null at the end */
    public record Page(
            List<ListingQueries.Line> listings, @Nullable Long next) {}

    /** @param skus none means all that have the issue; then an issue must be named */
    public record Retry(
            @NotNull UUID account,
            @Nullable @Size(max = 1_000) List<@NotNull @Size(max = 40) String> skus,
            @Nullable @Size(max = 100) String issue) {}

    /** How many listings it concerned. */
    public record Retried(int listings) {}

    @GET
    @Path("/listings")
    public Page search(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("state") @Nullable String state,
            @QueryParam("issue") @Nullable String issue,
            @QueryParam("q") @Nullable @Size(max = 100) String text,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        List<ListingQueries.Line> found =
                queries.search(new ListingQueries.Filter(account, channel, state(state), issue, text, after, limit));
        return new Page(
                found, found.size() < limit ? null : found.get(found.size() - 1).id());
    }

    @GET
    @Path("/accounts/{account}/listings/{sku}")
    public ListingQueries.Detail detail(@PathParam("account") UUID account, @PathParam("sku") String sku) {
        return queries.detail(account, sku).orElseThrow(() -> Problem.notFound("listing", sku));
    }

    @GET
    @Path("/accounts/{account}/listings/{sku}/history")
    public List<ListingQueries.Step> history(@PathParam("account") UUID account, @PathParam("sku") String sku) {
        return queries.history(detail(account, sku).listing().id(), MOST_STEPS);
    }

    @GET
    @Path("/accounts/{account}/listings/{sku}/calls")
    public List<ListingQueries.CallLine> calls(@PathParam("account") UUID account, @PathParam("sku") String sku) {
        return queries.calls(detail(account, sku).listing().id(), MOST_STEPS);
    }

    @GET
    @Path("/accounts/{account}/transcript")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
    public List<ListingQueries.WireLine> transcript(
            @PathParam("account") UUID account,
            @QueryParam("before") @DefaultValue("9223372036854775807") @Min(0) long before,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return queries.transcript(account, before, limit);
    }

    @GET
    @Path("/issues")
    public List<ListingQueries.IssueGroup> issues(@QueryParam("account") @Nullable UUID account) {
        return queries.issueGroups(account);
    }

    @POST
    @Path("/listings/retry")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.OPERATIONS})
    public Retried retry(@Valid @NotNull Retry wish) {
        List<String> skus = wish.skus() == null ? List.of() : wish.skus();
        if (skus.isEmpty() && wish.issue() == null) {
            throw Problem.invalid(
                    "skus", "required", "Name the SKUs, or the issue whose listings are to be tried again.");
        }
        if (accounts.find(wish.account()).isEmpty()) {
            throw Problem.notFound("account", wish.account().toString());
        }
        return new Retried(retries.retry(wish.account(), skus, wish.issue(), caller.person()));
    }

    private static @Nullable String state(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return null;
        }
        try {
            return ListingStatus.State.valueOf(state).name();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "state",
                    "unknown-state",
                    "There is no such state; there are " + List.of(ListingStatus.State.values()) + ".");
        }
    }
}
