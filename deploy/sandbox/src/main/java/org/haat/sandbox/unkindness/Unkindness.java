package org.haat.sandbox.unkindness;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.haat.sandbox.pace.Pace;
import org.jspecify.annotations.Nullable;

/** The switches that are on. They are not kept over a restart: a marketplace starts kind. */
public final class Unkindness {
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Pace pace;

    public Unkindness(Pace pace) {
        this.pace = pace;
    }

    public void put(Fault fault) {
        faults.put(fault.id(), fault);
    }

    public boolean remove(String id) {
        return faults.remove(id) != null;
    }

    public void clear() {
        faults.clear();
    }

    public Collection<Fault> on() {
        Instant now = pace.now();
        faults.values().removeIf(f -> f.over(now));
        return faults.values();
    }

    /** The fault that spoils this call's answer, counted down by one. */
    public Optional<Fault> spoil(String partner, @Nullable String account, String operation) {
        return take(f -> f.fault().scope() == FaultKind.Scope.ANSWER && f.fits(partner, account, operation));
    }

    /** A fault of this kind for the account, counted down by one. */
    public Optional<Fault> take(FaultKind kind, String partner, String account, @Nullable String operation) {
        return take(f -> f.fits(kind, partner, account, operation));
    }

    /** A fault of this kind for one SKU of the account in this operation, counted down by one. */
    public Optional<Fault> takeFor(FaultKind kind, String partner, String account, String operation, String sku) {
        return take(f -> f.fits(kind, partner, account, operation) && f.fitsSku(sku));
    }

    /** A fault of this kind that is on, left as it is. */
    public Optional<Fault> active(
            FaultKind kind, String partner, @Nullable String account, @Nullable String operation) {
        return on().stream()
                .filter(f -> f.fits(kind, partner, account, operation))
                .findFirst();
    }

    private Optional<Fault> take(Predicate<Fault> fits) {
        Optional<Fault> found = on().stream().filter(fits).findFirst();
        found.ifPresent(f -> faults.put(f.id(), f.once()));
        return found;
    }
}
