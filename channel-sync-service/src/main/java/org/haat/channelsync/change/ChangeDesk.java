package org.haat.channelsync.change;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What people do about changes that wait. Call inside a transaction of the caller's scope. */
@Singleton
public class ChangeDesk {
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final Pending pending;
    private final Reviews reviews;
    private final ChangeBook book;
    private final Caller caller;

    ChangeDesk(
            AccountAdministration administration,
            Accounts accounts,
            Pending pending,
            Reviews reviews,
            ChangeBook book,
            Caller caller) {
        this.administration = administration;
        this.accounts = accounts;
        this.pending = pending;
        this.reviews = reviews;
        this.book = book;
        this.caller = caller;
    }

    public PendingView.Summary summary(UUID id) {
        return pending.summary(administration.get(id));
    }

    public PendingView.Page page(UUID id, @Nullable String sku, long after, int limit) {
        return pending.page(administration.get(id), sku == null || sku.isBlank() ? null : sku.strip(), after, limit);
    }

    public PendingView.Summary review(UUID id, boolean on) {
        ChannelAccount account = administration.get(id);
        if (reviews.turn(id, on)) {
            accounts.remember(account, caller.person(), on ? "review on" : "review off", "");
            accounts.wake(id);
        }
        return summary(id);
    }

    /** @return how many listings were let through */
    public int release(UUID id, List<String> skus, Instant seenAt) {
        ChannelAccount account = administration.get(id);
        if (!reviews.isOn(id)) {
            throw Problem.conflict("no-review", "Nothing of this account waits for a look.");
        }
        List<Long> released = reviews.release(id, skus, seenAt);
        if (!released.isEmpty()) {
            book.letThrough(account, ChangeSetView.Origin.LOOK.prefix() + UUID.randomUUID(), released, seenAt);
        }
        accounts.remember(account, caller.person(), "changes let through", Integer.toString(released.size()));
        accounts.wake(id);
        return released.size();
    }
}
