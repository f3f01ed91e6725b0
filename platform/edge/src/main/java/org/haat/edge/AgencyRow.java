package org.haat.edge;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.function.Supplier;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/**
 * A row that belongs to an agency. Entities extend it and carry {@code @Filter(name = Scope.FILTER, condition =
 * Scope.AGENCY_ROW)} or {@code DISTRICT_ROW}; the filter is on in every session, also for a load by key. A native query is
 * held by row-level security instead.
 */
@MappedSuperclass
@FilterDef(
        name = Scope.FILTER,
        autoEnabled = true,
        applyToLoadByKey = true,
        parameters = {
            @ParamDef(name = "everything", type = Boolean.class, resolver = AgencyRow.Everything.class),
            @ParamDef(name = "agency", type = String.class, resolver = AgencyRow.Agency.class),
            @ParamDef(name = "district", type = Integer.class, resolver = AgencyRow.District.class)
        })
public abstract class AgencyRow {
    @Column(name = "agency", nullable = false, updatable = false)
    protected String agency;

    public String agency() {
        return agency;
    }

    /** Read by Hibernate when a session opens. */
    public static final class Everything implements Supplier<Boolean> {
        @Override
        public Boolean get() {
            return Scope.current().seesEverything();
        }
    }

    /** Read by Hibernate when a session opens. */
    public static final class Agency implements Supplier<String> {
        @Override
        public String get() {
            return Scope.current().agencyOrNone();
        }
    }

    /** Read by Hibernate when a session opens. */
    public static final class District implements Supplier<Integer> {
        @Override
        public Integer get() {
            return Scope.current().districtOrNone();
        }
    }
}
