package org.haat.channelsync.engine;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.http.OnLane;
import org.haat.channelsync.channel.http.Turn;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;

/**
 * Leases accounts and runs their lanes. One thread decides; two pools work: urgent lanes (stock, prices, shipments,
 * notifications) and bulk lanes (content, readings, sweeps). A lane does one batch and waits for its agency's next turn
 * ({@link Turns}), so that no agency, however many its accounts and changes, keeps another waiting.
 */
public final class Engine {
    private static final String EVERYTHING = "";
    private static final String SOMETHING_ENDED = "*";
    private final SyncConfig.Engine config;
    private final Duration slow;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final List<Lane> lanes;
    private final OpenCalls openCalls;
    private final LaneRuns runs;
    private final Sql sql;
    private final ExecutorService urgent;
    private final ExecutorService bulk;
    private final Turns urgentTurns;
    private final Turns bulkTurns;
    private final LinkedBlockingQueue<String> signals = new LinkedBlockingQueue<>();
    /** First hands with those behind them, by account. */
    private final Map<UUID, List<LaneSlot>> served = new ConcurrentHashMap<>();

    private final Thread thread = new Thread(this::run, "channel-engine");
    private volatile boolean stopping;
    private long renewAtNanos = System.nanoTime();
    private long pollAtNanos = System.nanoTime();

    /** What to do with calls that a replica left open when it lost an account. */
    public interface OpenCalls {
        /** Marks every call under way on the account as of unknown outcome, to be read back. */
        void recover(UUID account);

        /** The same for calls that began longer ago than any call takes: nobody will come back with their outcome. */
        void recoverForgotten(UUID account);
    }

    public Engine(
            SyncConfig sync,
            Accounts accounts,
            AccountLeases leases,
            List<Lane> lanes,
            OpenCalls openCalls,
            LaneRuns runs,
            Sql sql) {
        this.config = sync.engine();
        this.slow = sync.scaled(LaneSlot.SLOW);
        this.accounts = accounts;
        this.leases = leases;
        this.lanes = lanes;
        this.openCalls = openCalls;
        this.runs = runs;
        this.sql = sql;
        this.urgent = Executors.newFixedThreadPool(config.urgentThreads(), threads("lane-urgent-"));
        this.bulk = Executors.newFixedThreadPool(config.bulkThreads(), threads("lane-bulk-"));
        this.urgentTurns = new Turns(config.urgentThreads());
        this.bulkTurns = new Turns(config.bulkThreads());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** @param work an account's id on which something changed, alone or before the names of the lanes that it is for */
    public void signal(String work) {
        signals.add(work);
    }

    /** Lets calls under way finish, then gives the accounts back for a quick hand-over. */
    public void stop(Duration patience) {
        stopping = true;
        signals.add(EVERYTHING);
        urgent.shutdown();
        bulk.shutdown();
        try {
            thread.join(patience.toMillis());
            boolean ended = urgent.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)
                    & bulk.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                served.keySet().forEach(leases::giveBack);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        served.clear();
    }

    private void run() {
        while (!stopping) {
            try {
                long now = System.nanoTime();
                if (renewAtNanos - now <= 0) {
                    renew();
                    renewAtNanos = now + config.lease().toNanos() / 5;
                }
                if (pollAtNanos - now <= 0) {
                    served.keySet().forEach(openCalls::recoverForgotten);
                    served.values().forEach(slots -> slots.forEach(LaneSlot::hear));
                    pollAtNanos = now + config.poll().toNanos();
                }
                awaitSignal(dispatch());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                Log.warnf("The engine pauses and tries again: %s", e.getMessage());
                signals.poll();
                pause();
            }
        }
    }

    /** Takes and renews leases, and stops serving what is paused, gone or another replica's. */
    private void renew() {
        Map<UUID, ChannelAccount> known = new HashMap<>();
        sql.system(accounts::all).forEach(account -> known.put(account.id(), account));
        served.keySet().removeIf(id -> {
            ChannelAccount account = known.get(id);
            return account == null || !take(id);
        });
        for (ChannelAccount account : known.values()) {
            if (!served.containsKey(account.id()) && take(account.id())) {
                served.put(account.id(), slots(account));
            }
        }
    }

    private boolean take(UUID account) {
        AccountLeases.Taken taken = leases.take(account);
        if (taken == AccountLeases.Taken.NEW) {
            try {
                openCalls.recover(account);
            } catch (RuntimeException e) {
                leases.forget(account); // not served before its open calls are known, and asked again soon
                Log.warnf("Open calls of account %s cannot be looked at yet: %s", account, e.getMessage());
                return false;
            }
        }
        return taken != AccountLeases.Taken.NO;
    }

    private List<LaneSlot> slots(ChannelAccount account) {
        return lanes.stream()
                .map(lane -> new LaneSlot(account.id(), account.agency(), lane, slow))
                .flatMap(first -> first.hands().stream())
                .toList();
    }

    /** @return the moment it decided for */
    private long dispatch() {
        long now = System.nanoTime();
        List<LaneSlot> urgentDue = new ArrayList<>();
        List<LaneSlot> bulkDue = new ArrayList<>();
        for (List<LaneSlot> slots : served.values()) {
            for (LaneSlot slot : slots) {
                if (slot.isDue(now)) {
                    (slot.lane.urgent() ? urgentDue : bulkDue).add(slot);
                }
            }
        }
        begin(urgentDue, urgentTurns, urgent);
        begin(bulkDue, bulkTurns, bulk);
        return now;
    }

    private void begin(List<LaneSlot> due, Turns turns, ExecutorService pool) {
        if (stopping) {
            return;
        }
        for (LaneSlot slot : turns.next(due)) {
            slot.begin(System.nanoTime());
            pool.execute(() -> work(slot, turns));
        }
    }

    private void work(LaneSlot slot, Turns turns) {
        Next next = Next.after(config.poll());
        BooleanSupplier turn = leases.turn(slot.account);
        try {
            Optional<ChannelAccount> account =
                    leases.isHeld(slot.account) ? sql.alone(() -> accounts.find(slot.account)) : Optional.empty();
            next = account.filter(slot.lane::serves).isPresent() && !stopping
                    ? Turn.during(turn, () -> work(slot.lane, account.get()))
                    : Next.idle();
        } catch (RuntimeException e) {
            String note = OwnFault.log("Lane " + slot.lane.name() + " of account " + slot.account + " comes back:", e);
            if (!DatabaseDown.isCauseOf(e)) { // which passes by itself
                runs.failed(slot.account, slot.lane.name(), next.after(), note);
            }
        } finally {
            slot.end(next, System.nanoTime());
            turns.end(slot);
            signals.add(SOMETHING_ENDED);
        }
    }

    private static Next work(Lane lane, ChannelAccount account) {
        return OnLane.run(lane.givesWay(), () -> lane.work(account));
    }

    private void awaitSignal(long now) throws InterruptedException {
        long wait = Math.max(0, Math.min(renewAtNanos - now, pollAtNanos - now));
        for (List<LaneSlot> slots : served.values()) {
            for (LaneSlot slot : slots) {
                wait = slot.waitNanos(now, wait);
            }
        }
        String signal = signals.poll(wait, TimeUnit.NANOSECONDS);
        while (signal != null) {
            heard(signal);
            signal = signals.poll();
        }
    }

    private void heard(String signal) {
        if (signal.equals(SOMETHING_ENDED) || signal.equals(EVERYTHING)) {
            return;
        }
        List<String> words = List.of(signal.split(" "));
        List<LaneSlot> slots = served.get(UUID.fromString(words.get(0)));
        if (slots == null) {
            // A new or resumed account: look at all of them now rather than at the next renewal.
            renewAtNanos = System.nanoTime();
        } else {
            slots.stream()
                    .filter(slot -> words.size() == 1 || words.contains(slot.lane.name()))
                    .forEach(LaneSlot::hear);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
