package org.haat.channelsync.listing;

import java.util.List;

/** Whoever keeps what a change set of the catalogue changed at channels. Called in the transaction that plans it. */
public interface ChangeLog {
    /** @param facet as it is planned now, with what the channel has and what it should have */
    record Planned(String changeSet, FacetRow facet) {}

    void planned(List<Planned> changes);
}
