package org.haat.edge;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Which rows the work under way may see: those of one agency, those of one district over all agencies, or all. Work
 * without a scope sees nothing. Requests get theirs from the caller's token ({@link ScopeOfCaller}); background work says
 * it aloud with {@link #system} or {@link #agency}. Immutable.
 */
public final class Scope {
    /** Name of the Hibernate filter that is the first wall; see {@link AgencyRow}. */
    public static final String FILTER = "scope";
    /** Filter condition for a table with an {@code agency} column only: a district officer sees none of its rows. */
    public static final String AGENCY_ROW = "(:everything or agency = :agency)";
    /** Filter condition for a table that also has {@code district_lgd}. */
    public static final String DISTRICT_ROW = "(:everything or agency = :agency or district_lgd = :district)";

    private static final Scope NOTHING = new Scope(null, null, false, false);
    private static final Scope EVERYTHING = new Scope(null, null, true, false);
    private static final ThreadLocal<Scope> BACKGROUND = new ThreadLocal<>();
    private final @Nullable String agency;
    private final @Nullable Integer districtLgd;
    private final boolean everything;
    private final boolean plannedOnce;

    private Scope(@Nullable String agency, @Nullable Integer districtLgd, boolean everything, boolean plannedOnce) {
        this.agency = agency;
        this.districtLgd = districtLgd;
        this.everything = everything;
        this.plannedOnce = plannedOnce;
    }

    public static Scope nothing() {
        return NOTHING;
    }

    public static Scope everything() {
        return EVERYTHING;
    }

    public static Scope ofAgency(String agency) {
        return new Scope(Objects.requireNonNull(agency), null, false, false);
    }

    public static Scope ofDistrict(int districtLgd) {
        return new Scope(null, districtLgd, false, false);
    }

    /** The scope of the work under way on this thread. */
    public static Scope current() {
        Scope background = BACKGROUND.get();
        return background != null ? background : ScopeOfCaller.current();
    }

    /** Runs background work that concerns every agency (relays, consumers, schedulers). */
    public static <T> T system(Callable<T> work) {
        return EVERYTHING.call(work);
    }

    /** Runs background work for one agency, behind both walls. */
    public static <T> T agency(String agency, Callable<T> work) {
        return ofAgency(agency).call(work);
    }

    /**
     * This scope, for work whose statements come back thousands of times, each for few rows: the database plans them once for a
     * connection, because to plan them each time takes it longer than to execute them. Not for work of any size.
     */
    public Scope plannedOnce() {
        return new Scope(agency, districtLgd, everything, true);
    }

    /**
     * Runs work in this scope on this thread. The scope is bound to a database connection when the connection is taken
     * from the pool, so open it before the transaction begins.
     */
    public <T> T call(Callable<T> work) {
        Scope before = BACKGROUND.get();
        BACKGROUND.set(this);
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                BACKGROUND.remove();
            } else {
                BACKGROUND.set(before);
            }
        }
    }

    public void run(Runnable work) {
        Boolean done = call(() -> {
            work.run();
            return true;
        });
        assert done;
    }

    /** The one agency whose rows are visible, or the empty text. */
    public String agencyOrNone() {
        return agency == null ? "" : agency;
    }

    /** The one district whose rows are visible, or 0. */
    public int districtOrNone() {
        return districtLgd == null ? 0 : districtLgd;
    }

    public boolean seesEverything() {
        return everything;
    }

    /** Whether the database shall keep its plans, whatever the arguments are. */
    public boolean isPlannedOnce() {
        return plannedOnce;
    }

    /** The agency that a new row belongs to. */
    public String requireAgency() {
        if (agency == null) {
            throw Problem.forbidden("agency-needed", "Sign in as a person of one agency to do this.");
        }
        return agency;
    }

    /** May the caller see a row of this agency and district? For checks outside the database. */
    public boolean sees(String rowAgency, @Nullable Integer rowDistrictLgd) {
        return everything || rowAgency.equals(agency) || (districtLgd != null && districtLgd.equals(rowDistrictLgd));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope scope
                && Objects.equals(agency, scope.agency)
                && Objects.equals(districtLgd, scope.districtLgd)
                && everything == scope.everything
                && plannedOnce == scope.plannedOnce;
    }

    @Override
    public int hashCode() {
        return Objects.hash(agency, districtLgd, everything, plannedOnce);
    }

    @Override
    public String toString() {
        if (everything) {
            return "every agency";
        }
        return agency != null ? "agency " + agency : districtLgd != null ? "district " + districtLgd : "nothing";
    }
}
