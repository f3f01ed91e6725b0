package org.haat.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.haat.local.StartRefused;
import org.haat.local.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Starts parts in groups, keeps them running, and stops them in the opposite order. A part that dies, or that does not
 * answer any more, is started again and said so in one line; one that keeps dying is tried more and more seldom. Parts that
 * died together come back together, whichever of them needs which.
 */
public final class Supervisor implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration HANGS_AFTER = Duration.ofSeconds(30);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** So many tries may fail before a person is told. */
    private static final int SILENT_TRIES = 3;

    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());
    private final Terminal terminal;
    private final Function<Part, Path> logOf;
    private final Duration look;
    private final List<List<? extends Part>> groups = new ArrayList<>();
    private final Map<Part, Health> health = new LinkedHashMap<>();
    private final Set<Part> held = ConcurrentHashMap.newKeySet();
    /** Held while a part is looked at, and while one is set aside. */
    private final Object looking = new Object();

    private final Thread watch = new Thread(this::watch, "supervisor");
    private volatile boolean stopping;

    /** @param logOf where a part's own words are, to be named when it fails */
    public Supervisor(Terminal terminal, Function<Part, Path> logOf) {
        this(terminal, logOf, LOOK_AGAIN);
    }

    /** @param look how often it looks at running parts; half of it is the pause before the first try, then ever more */
    Supervisor(Terminal terminal, Function<Part, Path> logOf, Duration look) {
        this.terminal = terminal;
        this.logOf = logOf;
        this.look = look;
        watch.setDaemon(true);
    }

    /** One part's way back. The first try may fail: what a killed one left behind takes a moment to go away. */
    private static final class Restart {
        final Instant begun = Instant.now();
        final String reason;
        Instant lastTry = begun;
        /** Tries, and time, since no part that it may need was down. */
        int ownTries;

        Instant ownTrouble = begun;
        boolean told;

        Restart(String reason) {
            this.reason = reason;
        }
    }

    private final class Health {
        Instant lastAnswer = Instant.now();
        Instant lastDeath = Instant.EPOCH;
        int deaths;

        /** Null unless it was started again and is not ready yet. */
        @Nullable
        Restart coming;

        boolean mayStartAgain() {
            return since(lastDeath).compareTo(pause(deaths)) > 0;
        }

        void died() {
            deaths = since(lastDeath).compareTo(FORGIVEN_AFTER) > 0 ? 1 : deaths + 1;
            lastDeath = Instant.now();
        }
    }

    /**
     * Starts these together and waits until each of them is ready.
     *
     * @throws StartRefused if one ends or is not ready in time
     */
    public void start(List<? extends Part> group) throws InterruptedException {
        Instant begun = Instant.now();
        synchronized (groups) {
            if (stopping) {
                return;
            }
            groups.add(group);
            group.forEach(Part::start);
        }
        List<Part> waiting = new ArrayList<>(group);
        while (!waiting.isEmpty() && !stopping) {
            for (Part part : List.copyOf(waiting)) {
                if (part.isReady()) {
                    waiting.remove(part);
                    terminal.say("  " + part.name() + " is ready after " + Terminal.seconds(since(begun)));
                    watchFromNow(part);
                } else {
                    requireStarting(part, begun);
                }
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private void requireStarting(Part part, Instant begun) {
        if (stopping) {
            return;
        }
        if (!part.isAlive()) {
            throw new StartRefused("The part " + part.name() + " did not start (" + part.ending()
                    + "); its log says why: " + logOf.apply(part) + ".");
        }
        if (since(begun).compareTo(part.startLimit()) > 0) {
            throw new StartRefused("The part " + part.name() + " was not ready within "
                    + part.startLimit().toSeconds() + " s; its log says why: " + logOf.apply(part) + ".");
        }
    }

    private void watchFromNow(Part part) {
        synchronized (health) {
            health.put(part, new Health());
            if (!watch.isAlive()) {
                watch.start();
            }
        }
    }

    private void watch() {
        try {
            while (!stopping) {
                List<Map.Entry<Part, Health>> watched;
                synchronized (health) {
                    watched = List.copyOf(health.entrySet());
                }
                for (Map.Entry<Part, Health> entry : watched) {
                    synchronized (looking) {
                        look(entry.getKey(), entry.getValue());
                    }
                }
                Thread.sleep(look.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Leaves a part as it is, dead or frozen, until it is released: an outage that lasts. Returns when a look at it that was
     * under way has ended, else that would start again what is stopped next.
     */
    public void hold(Part part) {
        synchronized (looking) {
            held.add(part);
        }
    }

    /** Looks after it again; one that died meanwhile is started at once. */
    public void release(Part part) {
        held.remove(part);
    }

    private void look(Part part, Health its) {
        if (held.contains(part)) {
            its.lastAnswer = Instant.now();
            return;
        }
        if (its.coming != null) {
            lookAtStart(part, its, its.coming);
            return;
        }
        if (part.answers()) {
            its.lastAnswer = Instant.now();
            return;
        }
        boolean dead = !part.isAlive();
        boolean hangs = since(its.lastAnswer).compareTo(HANGS_AFTER) > 0;
        if (stopping || !(dead || hangs) || !its.mayStartAgain()) {
            return;
        }
        restart(part, its, dead ? part.ending() : "no answer for " + HANGS_AFTER.toSeconds() + " s");
    }

    /** Does not wait: the part may need another one that died as well and is looked at next. */
    private void restart(Part part, Health its, String reason) {
        Restart coming = new Restart(reason);
        its.coming = coming;
        startAgain(part, its, coming);
    }

    private void startAgain(Part part, Health its, Restart coming) {
        its.died();
        coming.lastTry = Instant.now();
        coming.ownTries++;
        synchronized (groups) {
            if (stopping) {
                return;
            }
            part.stop();
            try {
                part.start();
            } catch (StartRefused e) {
                LOG.log(Level.WARNING, part.name() + " could not be started again", e);
            }
        }
    }

    private void lookAtStart(Part part, Health its, Restart coming) {
        if (part.isReady()) {
            terminal.note("  " + part.name() + " stopped (" + coming.reason + ") and was started again in "
                    + Terminal.seconds(since(coming.begun)) + ".");
            its.lastAnswer = Instant.now();
            its.coming = null;
            return;
        }
        boolean dead = !part.isAlive();
        if (waitsForAnother(part)) {
            its.deaths = Math.min(its.deaths, SILENT_TRIES);
            coming.ownTries = 0;
            coming.ownTrouble = Instant.now();
        } else if (since(coming.ownTrouble).compareTo(part.startLimit()) > 0
                || (dead && coming.ownTries > SILENT_TRIES)) {
            tellOfTrouble(part, coming);
        }
        boolean hangs = since(coming.lastTry).compareTo(part.startLimit()) > 0 && !part.answers();
        if ((dead || hangs) && its.mayStartAgain()) {
            startAgain(part, its, coming);
        }
    }

    private void tellOfTrouble(Part part, Restart coming) {
        if (!stopping && !coming.told) {
            coming.told = true;
            terminal.note("  " + part.name() + " stopped (" + coming.reason
                    + ") and did not come back; its log says why: " + logOf.apply(part) + ". Trying on.");
        }
    }

    /** True while one that was started before it is down. */
    private boolean waitsForAnother(Part part) {
        synchronized (health) {
            for (Map.Entry<Part, Health> other : health.entrySet()) {
                if (other.getKey().equals(part)) {
                    return false;
                }
                if (other.getValue().coming != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private Duration pause(int deaths) {
        Duration pause = look.dividedBy(2).multipliedBy(1L << Math.min(deaths, 8));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static Duration since(Instant then) {
        return Duration.between(then, Instant.now());
    }

    /** Stops every part, the last started first. May be called from a shutdown hook, and more than once. */
    @Override
    public void close() {
        stopping = true;
        watch.interrupt();
        synchronized (groups) {
            for (int i = groups.size() - 1; i >= 0; i--) {
                groups.get(i).parallelStream().forEach(Part::stop);
            }
            groups.clear();
        }
    }
}
