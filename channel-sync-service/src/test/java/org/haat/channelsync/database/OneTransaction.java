package org.haat.channelsync.database;

import java.util.ArrayList;
import java.util.List;
import org.haat.edge.ScopedConnections;

/** A transaction that a test begins, commits and rolls back by its own hand. */
final class OneTransaction implements ScopedConnections.Transactions {
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean underWay;

    OneTransaction(boolean underWay) {
        this.underWay = underWay;
    }

    void begin() {
        underWay = true;
    }

    void commit() {
        underWay = false;
        afterCommit.forEach(Runnable::run);
        afterCommit.clear();
    }

    void rollBack() {
        underWay = false;
        afterCommit.clear();
    }

    @Override
    public boolean areUnderWay() {
        return underWay;
    }

    @Override
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }
}
