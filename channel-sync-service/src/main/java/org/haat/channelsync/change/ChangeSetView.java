package org.haat.channelsync.change;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was changed together at a channel, and how far it has come. */
public final class ChangeSetView {
    private ChangeSetView() {}

    /** Where one changed facet stands. */
    public enum State {
        /** It waits or is on its way. */
        WAITING,
        /** The channel took it. */
        DONE,
        REFUSED,
        /** The catalogue says something newer. */
        REPLACED
    }

    /** What changed listings together; its sets' ids begin so, but the catalogue's, which are its own. */
    public enum Origin {
        /** An import, an edit or a revert; the catalogue puts it back. */
        CATALOGUE(""),
        /** The repairs of one audit: the channel has again what the catalogue says. */
        AUDIT("audit-"),
        /** A mass change that a second person let through. */
        MASS_CHANGE("mass-change-"),
        /** What a person let through who looked first. */
        LOOK("look-");

        private final String prefix;

        Origin(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }

        static Origin of(String id) {
            return java.util.stream.Stream.of(AUDIT, MASS_CHANGE, LOOK)
                    .filter(one -> id.startsWith(one.prefix))
                    .findFirst()
                    .orElse(CATALOGUE);
        }
    }

    /**
     * One change set on one account.
     *
     * @param number of the audit or the mass change, else null
     * @param changes facets that it changed
     * @param waiting of those counted, and so on
     * @param atLeast true when there are more than were counted
     */
    public record Set(
            UUID account,
            String accountName,
            String channel,
            String id,
            Origin origin,
            @Nullable String number,
            Instant firstAt,
            long changes,
            long waiting,
            long done,
            long refused,
            long replaced,
            boolean atLeast) {

        /**
         * {@code WAITING} while anything is, {@code REFUSED} when the rest is over and something was, {@code REPLACED} when nothing
         * of it stands any more, else {@code DONE}.
         */
        public State state() {
            if (waiting > 0) {
                return State.WAITING;
            }
            if (refused > 0) {
                return State.REFUSED;
            }
            return done == 0 && replaced > 0 ? State.REPLACED : State.DONE;
        }
    }

    /** @param next give it as {@code before} for the next page; null at the end */
    public record Page(List<Set> sets, @Nullable String next) {}

    /** One changed facet of one listing. */
    public record Line(long listing, String sku, String title, PendingView.Change change, State state) {}

    /** @param next give it as {@code after} for the next page; null at the end */
    public record Lines(Set set, List<Line> lines, @Nullable Long next) {}
}
