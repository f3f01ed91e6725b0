package org.haat.channelsync.channel.amazon;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.http.Quota;

/** Amazon's usage plans, from {@code quotas.csv}. */
final class AmazonQuotas {
    private static final Map<String, Quota> BY_OPERATION = AmazonTable.rows("quotas.csv", 5).stream()
            .map(row -> new Quota(row[0], Double.parseDouble(row[1]), Integer.parseInt(row[2])))
            .collect(Collectors.toUnmodifiableMap(Quota::operation, quota -> quota));

    private AmazonQuotas() {}

    static List<CallPlan> plans() {
        return BY_OPERATION.values().stream()
                .map(quota -> plan(quota.operation()))
                .toList();
    }

    static CallPlan plan(String operation) {
        Quota quota = of(operation);
        return new CallPlan(operation, quota.ratePerSecond(), quota.burst());
    }

    static Quota of(String operation) {
        Quota quota = BY_OPERATION.get(operation);
        if (quota == null) {
            throw new IllegalArgumentException("quotas.csv has no plan for " + operation);
        }
        return quota;
    }
}
