package org.haat.channelsync.inbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.haat.channelsync.security.Caller;
import org.haat.channelsync.security.PlainText;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** What the channels hold against listings, by cause: who sees to it, trying all of it again, and quarantine. */
@Path("/api/v1/issues")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class IssueResource {
    private static final int HISTORY = 50;
    private final IssueGroups groups;
    private final Takings takings;
    private final Quarantine quarantine;
    private final RetryJobs jobs;
    private final Caller caller;

    public IssueResource(IssueGroups groups, Takings takings, Quarantine quarantine, RetryJobs jobs, Caller caller) {
        this.groups = groups;
        this.takings = takings;
        this.quarantine = quarantine;
        this.jobs = jobs;
        this.caller = caller;
    }

    /** @param group null when no listing has the issue any more; @param retry the newest */
    public record Detail(
            IssueGroups.@Nullable Group group,
            List<Takings.Entry> history,
            @Nullable RetryJob retry) {
        /** Who of the caller's own sees to it, so that the caller may take it over or give it up; empty when nobody does. */
        public String holder() {
            IssueGroups.Assignment taken = group == null ? null : group.assignment();
            return taken == null || !taken.agency().equals(Takings.agency()) ? "" : taken.person();
        }
    }

    /**
     * Who shall see to a cause.
     *
     * @param person the caller when absent
     * @param insteadOf who has it, as the caller read; absent when nobody had
     */
    public record Assign(
            @NotNull @Valid Cause cause,
            @Nullable @Size(max = 80) String person,
            @Nullable @Size(max = 200) String note,
            @Nullable @Size(max = 80) String insteadOf) {}

    /** @param person who has it, as the caller read; absent for whoever it is */
    public record GiveUp(
            @NotBlank @Size(max = 40) String channel,
            @NotBlank @Size(max = 100) String code,
            @NotBlank @Size(max = 100) String remedy,
            @Nullable @Size(max = 80) String person) {}

    /** @param account only the listings of this one */
    public record Retry(
            @NotNull @Valid Cause cause, @Nullable UUID account) {}

    /** How long a refusal with this cause rests. */
    public record Rest(
            @NotNull @Valid Cause cause, @Min(1) @Max(720) int hours) {}

    /** @param listings let out */
    public record Freed(int listings) {}

    @GET
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.OPERATIONS, Role.DISTRICT_OFFICER})
    public List<IssueGroups.Group> groups(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("owner") @Nullable @Size(max = 20) String owner,
            @QueryParam("severity") @Nullable @Size(max = 20) String severity,
            @QueryParam("taken") @DefaultValue("all") @Size(max = 20) String taken) {
        return groups.of(new IssueGroups.Filter(account, given(owner), given(severity), taken(taken), caller.person()));
    }

    @GET
    @Path("/cause")
    public Detail cause(
            @QueryParam("channel") @NotBlank @Size(max = 40) String channel,
            @QueryParam("code") @NotBlank @Size(max = 100) String code,
            @QueryParam("remedy") @NotBlank @Size(max = 100) String remedy) {
        Cause cause = new Cause(channel, code, remedy);
        Detail detail = new Detail(
                groups.of(cause).orElse(null),
                takings.history(cause, HISTORY),
                jobs.newest(cause).orElse(null));
        if (detail.group() == null && detail.history().isEmpty() && detail.retry() == null) {
            throw Problem.notFound("issue", code);
        }
        return detail;
    }

    @PUT
    @Path("/assignment")
    public Detail assign(@Valid @NotNull Assign wish) {
        String person = given(wish.person());
        takings.assign(
                known(wish.cause()),
                new Takings.Wish(
                        person == null ? caller.person() : PlainText.of("person", person),
                        PlainText.of("note", orEmpty(wish.note())),
                        orEmpty(wish.insteadOf())),
                caller.person());
        return detail(wish.cause());
    }

    @POST
    @Path("/unassign")
    public Detail unassign(@Valid @NotNull GiveUp wish) {
        Cause cause = new Cause(wish.channel(), wish.code(), wish.remedy());
        takings.unassign(cause, orEmpty(wish.person()), caller.person());
        return detail(cause);
    }

    @POST
    @Path("/retry")
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public RetryJob retry(@Valid @NotNull Retry wish) {
        return jobs.start(wish.cause(), wish.account(), caller.person());
    }

    @GET
    @Path("/retries/{id}")
    public RetryJob retry(@PathParam("id") long id) {
        return jobs.find(id).orElseThrow(() -> Problem.notFound("retry", Long.toString(id)));
    }

    @PUT
    @Path("/quarantine")
    @RolesAllowed(Role.OPERATIONS)
    public Detail rest(@Valid @NotNull Rest wish) {
        quarantine.set(known(wish.cause()), wish.hours(), caller.person());
        return detail(wish.cause());
    }

    /** Lets the caller's listings out of quarantine; they are not tried by that. */
    @DELETE
    @Path("/quarantine")
    public Freed free(
            @QueryParam("channel") @NotBlank @Size(max = 40) String channel,
            @QueryParam("code") @NotBlank @Size(max = 100) String code,
            @QueryParam("remedy") @NotBlank @Size(max = 100) String remedy) {
        return new Freed(quarantine.end(new Cause(channel, code, remedy), caller.person()));
    }

    private Detail detail(Cause cause) {
        return cause(cause.channel(), cause.code(), cause.remedy());
    }

    private Cause known(Cause cause) {
        if (groups.of(cause).isEmpty()) {
            throw Problem.notFound("issue", cause.code());
        }
        return cause;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static IssueGroups.Taken taken(String text) {
        try {
            return IssueGroups.Taken.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("taken", "unknown", "Say all, mine or nobody.");
        }
    }
}
