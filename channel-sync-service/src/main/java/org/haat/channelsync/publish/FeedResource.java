package org.haat.channelsync.publish;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** The feeds of an account. */
@Path("/api/v1/accounts/{id}/feeds")
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class FeedResource {
    private static final int LATEST = 10;
    private final Feeds feeds;
    private final AccountAdministration accounts;
    private final Accounts history;
    private final Caller caller;

    public FeedResource(Feeds feeds, AccountAdministration accounts, Accounts history, Caller caller) {
        this.feeds = feeds;
        this.accounts = accounts;
        this.history = history;
        this.caller = caller;
    }

    /** The latest ten, newest first. */
    @GET
    @Transactional
    public List<FeedView> list(@PathParam("id") UUID id) {
        accounts.get(id); // not found for who may not see the account
        return feeds.latest(id, LATEST);
    }

    /** Waits for a late feed no longer: it is asked about once more, and then its lines are read back and not simply sent. */
    @POST
    @Path("/{feed}/give-up")
    @Transactional
    @RolesAllowed(Role.OPERATIONS)
    public List<FeedView> giveUp(@PathParam("id") UUID id, @PathParam("feed") long feed) {
        ChannelAccount account = accounts.get(id);
        FeedRow row = feeds.find(id, feed).orElseThrow(() -> Problem.notFound("feed", Long.toString(feed)));
        if (!feeds.giveUp(row, caller.person())) {
            throw Problem.conflict("feed-not-late", "This feed is not late, is over, or was given up already.");
        }
        history.remember(
                account, caller.person(), "feed given up", "feed " + row.reference() + ", " + row.lines() + " lines");
        history.wake(id);
        return feeds.latest(id, LATEST);
    }
}
