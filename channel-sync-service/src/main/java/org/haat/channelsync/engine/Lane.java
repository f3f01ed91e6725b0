package org.haat.channelsync.engine;

import org.haat.channelsync.account.ChannelAccount;

/**
 * One kind of work on an account. Implement it as a {@code @Singleton} bean. Never runs more often at once for one account than
 * it has hands.
 */
public interface Lane {
    /** Name in logs, in the account's overview and in calls ({@code STOCK}). */
    String name();

    /** Urgent lanes have threads of their own, so that bulk work never delays them. */
    boolean urgent();

    /**
     * Whether its calls leave the last permits of a quota to stock, orders and shipments, which share it with them at some
     * partners.
     */
    default boolean givesWay() {
        return !urgent();
    }

    /**
     * How often it may run at once for one account. More than once only while work waits, and only where each run takes work
     * that no other one has: a partner who answers after a third of a second would else be asked three times a second,
     * whatever it grants. A lane that gives way uses more than one only while its runs take a tenth of a second or longer.
     */
    default int hands() {
        return 1;
    }

    /** Whether this lane has anything to do with an account in its present state. Most work is for active ones. */
    default boolean serves(ChannelAccount account) {
        return account.isActive();
    }

    /**
     * Does one batch and returns when to come back. Runs without a transaction and outside any scope; an exception is
     * logged and the lane comes back after a pause.
     */
    Next work(ChannelAccount account);
}
