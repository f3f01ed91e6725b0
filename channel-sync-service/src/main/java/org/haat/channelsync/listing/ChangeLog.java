package org.haat.channelsync.listing;

import java.time.Instant;
import java.util.List;
import org.haat.channelsync.account.ChannelAccount;

/** Whoever keeps what was changed together at channels. Called in the transaction that plans it or lets it through. */
public interface ChangeLog {
    /**
     * @param changeSet the catalogue's, or another's that {@link #ofAudit} or {@link #ofMassChange} names
     * @param facet as it is planned now, with what the channel has and what it should have
     */
    record Planned(String changeSet, FacetRow facet) {}

    void planned(List<Planned> changes);

    /** A person let everything of an account through that waited with this urgency at {@code seenAt}. */
    void letThrough(ChannelAccount account, String changeSet, Urgency urgency, Instant seenAt);

    /** The repairs of one audit. */
    static String ofAudit(long audit) {
        return "audit-" + audit;
    }

    /** What one mass change was when it was let through. */
    static String ofMassChange(long massChange) {
        return "mass-change-" + massChange;
    }
}
