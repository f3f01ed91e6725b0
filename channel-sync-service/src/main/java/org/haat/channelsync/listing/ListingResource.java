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

/** Finds listings, and has them tried again. */
@Path("/api/v1/listings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.OPERATIONS, Role.DISTRICT_OFFICER})
@Transactional
public class ListingResource {
    private final ListingSearch listings;
    private final Retries retries;
    private final Accounts accounts;
    private final Caller caller;

    public ListingResource(ListingSearch listings, Retries retries, Accounts accounts, Caller caller) {
        this.listings = listings;
        this.retries = retries;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** @param next give it as {@code after} for the next page; null at the end */
    public record Page(
            List<ListingSearch.Line> listings, @Nullable Long next) {}

    /** @param skus none means all that have the issue; then an issue must be named */
    public record Retry(
            @NotNull UUID account,
            @Nullable @Size(max = 1_000) List<@NotNull @Size(max = 40) String> skus,
            @Nullable @Size(max = 100) String issue) {}

    @GET
    public Page search(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("state") @Nullable String state,
            @QueryParam("issue") @Nullable String issue,
            @QueryParam("q") @Nullable @Size(max = 100) String text,
            @QueryParam("agency") @Nullable @Size(max = 40) String agency,
            @QueryParam("district") @Nullable @Min(0) Integer district,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        List<ListingSearch.Line> found = listings.search(
                new ListingSearch.Filter(account, channel, state(state), issue, text, agency, district, after, limit));
        return new Page(
                found, found.size() < limit ? null : found.get(found.size() - 1).id());
    }

    @POST
    @Path("/retry")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.OPERATIONS})
    public Retries.Tried retry(@Valid @NotNull Retry wish) {
        List<String> skus = wish.skus() == null ? List.of() : wish.skus();
        if (skus.isEmpty() && wish.issue() == null) {
            throw Problem.invalid(
                    "skus", "required", "Name the SKUs, or the issue whose listings are to be tried again.");
        }
        if (accounts.find(wish.account()).isEmpty()) {
            throw Problem.notFound("account", wish.account().toString());
        }
        return retries.retry(wish.account(), skus, wish.issue(), caller.person());
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
