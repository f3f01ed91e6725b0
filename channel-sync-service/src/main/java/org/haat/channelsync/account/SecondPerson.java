package org.haat.channelsync.account;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;

/** Whoever causes a change of very much does not let it through as well. Call inside a transaction. */
@Singleton
public class SecondPerson {
    private static final String PRICES_ANEW = "prices anew";
    private static final String SHARE_RAISED = "share raised";
    private final Accounts accounts;
    private final Caller caller;
    private final Sql sql;
    private final Clock clock;
    private final double share;
    private final Duration window;

    public SecondPerson(Accounts accounts, Caller caller, SyncConfig config, Sql sql, Clock clock) {
        this.accounts = accounts;
        this.caller = caller;
        this.sql = sql;
        this.clock = clock;
        this.share = config.massChange().share();
        this.window = config.massChange().window();
    }

    /** Who may change products would else let their own mass change through by allowing it beforehand. */
    void open(ChannelAccount account) {
        refuseShare(raises(account, share));
    }

    /**
     * Before settings are written.
     *
     * @param pricesAnew whether every price of the account is made otherwise from now on
     * @throws Problem 403 or 409 when the caller would be both the first and the second person
     */
    void change(ChannelAccount known, ChannelAccount changed, boolean pricesAnew) {
        boolean raises = raises(changed, known.massChangeShare(share));
        refuseShare(raises);
        boolean alone = (raises && pricesAnew)
                || (raises && did(known.id(), PRICES_ANEW))
                || (pricesAnew && did(known.id(), SHARE_RAISED));
        if (alone) {
            throw Problem.conflict(
                    "second-person",
                    "Whoever has an account's prices made anew does not also let more of them change at once. Ask another"
                            + " person for one of the two.");
        }
        if (raises) {
            accounts.remember(changed, caller.person(), SHARE_RAISED, "");
        }
        if (pricesAnew) {
            accounts.remember(changed, caller.person(), PRICES_ANEW, "");
        }
    }

    /** @throws Problem 409 when it was the caller who had the account's prices made anew */
    public void releasePrices(UUID account) {
        if (did(account, PRICES_ANEW)) {
            throw Problem.conflict(
                    "second-person",
                    "You had this account's prices made anew yourself. Another person of operations lets them through.");
        }
    }

    private boolean raises(ChannelAccount account, double before) {
        return account.massChangeShare(share) > before;
    }

    private void refuseShare(boolean raises) {
        if (raises && caller.changesTheCatalogue()) {
            throw Problem.forbidden(
                    "share-raised",
                    "You may change products yourself. Somebody of operations who may not lets more change at once.");
        }
    }

    /** Within what counts together as one change; for as long as such a change waits it was so, too. */
    private boolean did(UUID account, String action) {
        return sql.one(
                "SELECT EXISTS (SELECT 1 FROM account_change WHERE account = ? AND person = ? AND action = ? AND at >"
                        + " coalesce((SELECT min(since) FROM mass_change WHERE account = ? AND state = 'WAITING'), ?) - ?::interval)",
                row -> row.getBoolean(1),
                account,
                caller.person(),
                action,
                account,
                clock.instant(),
                window.toString());
    }
}
