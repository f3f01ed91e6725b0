package org.haat.channelsync.engine;

import io.quarkus.logging.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.haat.channelsync.database.Sql;
import org.haat.outbox.Leases;

/** Which accounts this replica serves. */
public class AccountLeases {
    private final Leases leases;
    private final Sql sql;
    private final Duration length;
    private final Map<UUID, Long> heldUntilNanos = new ConcurrentHashMap<>();
    private final Map<UUID, Object> turns = new ConcurrentHashMap<>();

    public AccountLeases(Leases leases, Sql sql, Duration length) {
        this.leases = leases;
        this.sql = sql;
        this.length = length;
    }

    /** What taking a lease came to. */
    public enum Taken {
        NO,
        /** It was ours already. */
        RENEWED,
        /** Another replica, or a dead one, may have left calls open: find out before serving. */
        NEW
    }

    public Taken take(UUID account) {
        long before = System.nanoTime();
        boolean taken = sql.system(() -> leases.take(name(account), length));
        if (!taken) {
            heldUntilNanos.remove(account);
            return Taken.NO;
        }
        boolean held = isHeld(account);
        if (!held) {
            turns.put(account, new Object());
        }
        // Less than the whole length, because the other replica may take it the moment it runs out.
        heldUntilNanos.put(account, before + length.toNanos() * 4 / 5);
        return held ? Taken.RENEWED : Taken.NEW;
    }

    public boolean isHeld(UUID account) {
        Long until = heldUntilNanos.get(account);
        return until != null && until - System.nanoTime() > 0;
    }

    /** True while the account has been this replica's without a break since this was asked for. */
    public BooleanSupplier turn(UUID account) {
        Object turn = turns.get(account);
        return () -> isHeld(account) && turns.get(account) == turn;
    }

    /** Asks the database, in the transaction that depends on it: nobody else can take the lease before that ends. */
    public boolean holds(UUID account) {
        try {
            return leases.holds(name(account));
        } catch (SQLException e) {
            throw new IllegalStateException("The lease of account " + account + " cannot be read", e);
        }
    }

    /** The next {@link #take} counts as new: what this replica left open must be looked at again. */
    public void forget(UUID account) {
        heldUntilNanos.remove(account);
    }

    public void giveBack(UUID account) {
        heldUntilNanos.remove(account);
        try {
            sql.system(() -> {
                leases.giveBack(name(account));
                return true;
            });
        } catch (RuntimeException e) {
            Log.debugf("The lease of account %s was not given back; it runs out by itself", account);
        }
    }

    private static String name(UUID account) {
        return "account|" + account;
    }
}
