package org.haat.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that is one child process. Thread-safe. */
public final class ChildPart implements Part {
    private final String name;
    private final Supplier<ChildProcess.Command> command;
    private final BooleanSupplier ready;
    private final BooleanSupplier answers;
    private final Duration patience;
    private final Orphans orphans;
    private @Nullable ChildProcess child;

    /**
     * @param command asked for at each start, so that it may prepare what the child needs
     * @param ready does its work; must answer within a second and never throw
     * @param answers does not hang; may take a few seconds where the child is busy, and never throws
     * @param patience how long the child may take to end when asked
     */
    public ChildPart(
            String name,
            Supplier<ChildProcess.Command> command,
            BooleanSupplier ready,
            BooleanSupplier answers,
            Duration patience,
            Orphans orphans) {
        this.name = name;
        this.command = command;
        this.ready = ready;
        this.answers = answers;
        this.patience = patience;
        this.orphans = orphans;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        if (child != null) {
            child.stop(Duration.ZERO);
        }
        child = ChildProcess.start(command.get(), orphans);
    }

    @Override
    public boolean isReady() {
        return isAlive() && ready.getAsBoolean();
    }

    @Override
    public boolean answers() {
        return isAlive() && answers.getAsBoolean();
    }

    @Override
    public synchronized boolean isAlive() {
        return child != null && child.isAlive();
    }

    @Override
    public synchronized String ending() {
        if (child == null || child.isAlive()) {
            return "not started";
        }
        int status = child.exitStatus();
        return status > 128 && status < 128 + 65 ? "killed by signal " + (status - 128) : "ended with status " + status;
    }

    @Override
    public synchronized long pid() {
        return child == null ? -1 : child.pid();
    }

    @Override
    public synchronized void stop() {
        if (child != null) {
            child.stop(patience);
            child = null;
        }
    }
}
