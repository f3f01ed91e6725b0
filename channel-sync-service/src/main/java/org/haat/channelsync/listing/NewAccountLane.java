package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;

/**
 * Looks at every product the catalogue ever told of, once, for an account that is new, or went away or came back, a page a
 * run, so that a large catalogue keeps nobody waiting; and has what was refused tried again once when a person changed the
 * account, because the settings may have been the reason.
 */
@Singleton
public class NewAccountLane implements Lane {
    private final CatalogueFollower follower;
    private final Retries retries;
    private final Sql sql;

    public NewAccountLane(CatalogueFollower follower, Retries retries, Sql sql) {
        this.follower = follower;
        this.retries = retries;
        this.sql = sql;
    }

    @Override
    public String name() {
        return "PLAN";
    }

    @Override
    public boolean urgent() {
        return false;
    }

    @Override
    public Next work(ChannelAccount account) {
        if (sql.system(() -> plan(account))) {
            return Next.now();
        }
        boolean more = sql.system(() -> changedRules(account) && retries.releaseRefused(account.id()));
        return more ? Next.now() : Next.idle();
    }

    /** Plans the next page and keeps where it ended, unless the account left or came back meanwhile. @return whether there was one */
    private boolean plan(ChannelAccount account) {
        Optional<String> after = sql.first(
                "SELECT planned_to FROM channel_account WHERE id = ? AND NOT planned",
                row -> row.getString(1),
                account.id());
        after.ifPresent(sku -> {
            String next = follower.followPage(account, sku);
            sql.update(
                    "UPDATE channel_account SET planned = ?, planned_to = ? WHERE id = ? AND planned_to = ?"
                            + " AND away_since IS NOT DISTINCT FROM ?::timestamptz AND version = ?",
                    next == null,
                    next == null ? "" : next,
                    account.id(),
                    sku,
                    account.awaySince(),
                    account.version());
        });
        return after.isPresent();
    }

    private boolean changedRules(ChannelAccount account) {
        return sql.update(
                        "UPDATE channel_account SET rules_changed = false WHERE id = ? AND rules_changed", account.id())
                == 1;
    }
}
