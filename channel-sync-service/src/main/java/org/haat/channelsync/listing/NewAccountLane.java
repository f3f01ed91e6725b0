package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;

/**
 * Looks at every product the catalogue ever told of, once, for an account that is new, or went away or came back; and has what was refused tried again
 * once when a person changed the account, because the settings may have been the reason.
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
        boolean planned = sql.system(() ->
                sql.one("SELECT planned FROM channel_account WHERE id = ?", row -> row.getBoolean(1), account.id()));
        if (!planned) {
            follower.followAll(account);
            sql.system(() -> sql.update(
                    "UPDATE channel_account SET planned = true WHERE id = ? AND away_since IS NOT DISTINCT FROM ?::timestamptz"
                            + " AND version = ?",
                    account.id(),
                    account.awaySince(),
                    account.version()));
        }
        boolean more = sql.system(() -> changedRules(account) && retries.releaseRefused(account.id()));
        return more ? Next.now() : Next.idle();
    }

    private boolean changedRules(ChannelAccount account) {
        return sql.update(
                        "UPDATE channel_account SET rules_changed = false WHERE id = ? AND rules_changed", account.id())
                == 1;
    }
}
