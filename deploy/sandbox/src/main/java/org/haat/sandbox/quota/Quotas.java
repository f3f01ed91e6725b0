package org.haat.sandbox.quota;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.pace.DatedTable;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/**
 * Token buckets per account and operation. The sandbox's speed shortens time, so at a hundredth of the delays a
 * hundred times the published rate flows; bursts stay as published.
 */
public final class Quotas {
    private final DatedTable table;
    private final Map<String, TokenBucket> buckets = new HashMap<>();
    private final Unkindness unkindness;
    private final Pace pace;
    private final String partner;

    public Quotas(String resource, String partner, Unkindness unkindness, Pace pace) {
        this.table = DatedTable.read(resource, pace.now().atZone(ZoneOffset.UTC).toLocalDate());
        this.partner = partner;
        this.unkindness = unkindness;
        this.pace = pace;
    }

    /** The plan that holds for the account now, at the sandbox's pace; nothing if the operation has no limit. */
    public Optional<UsagePlan> plan(String account, String operation) {
        if (!table.has(operation)) {
            return Optional.empty();
        }
        UsagePlan published =
                new UsagePlan(table.number(operation, "rate") / pace.factor(), (int) table.number(operation, "burst"));
        Optional<Fault> changed = unkindness.active(FaultKind.RATE, partner, account, operation);
        return Optional.of(changed.map(f -> changed(f, published)).orElse(published));
    }

    private UsagePlan changed(Fault fault, UsagePlan published) {
        double rate = fault.settings().path("rate").asDouble(published.ratePerSecond() * pace.factor());
        return new UsagePlan(rate / pace.factor(), fault.number("burst", published.burst()));
    }

    /** Takes one call from the account's bucket, if there is one left. */
    public boolean admit(String account, String operation) {
        Optional<UsagePlan> plan = plan(account, operation);
        if (plan.isEmpty()) {
            return true;
        }
        UsagePlan p = plan.get();
        return buckets.computeIfAbsent(account + "/" + operation, k -> new TokenBucket(p.burst(), pace.now()))
                .take(p.ratePerSecond(), p.burst(), pace.now());
    }
}
