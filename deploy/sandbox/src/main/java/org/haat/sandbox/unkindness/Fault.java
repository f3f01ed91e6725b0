package org.haat.sandbox.unkindness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One unkindness: what, to whom, how often, how long. An absent matcher fits everything.
 *
 * @param id given by the caller or made
 * @param operation the marketplace's operation, as the call counts name it
 * @param skus lines it bites, for faults of listings
 * @param applied whether the call takes effect before its answer is spoilt; without a word, a call that was read whole
 *     (reset, hang, truncated, HTML, huge, charset) takes effect, and one refused (throttle, status, redirect, error in
 *     200) does not
 * @param remaining how many more times; null: no limit
 * @param until when it ends; null: never
 */
public record Fault(
        String id,
        FaultKind fault,
        @Nullable String partner,
        @Nullable String account,
        @Nullable String operation,
        @Nullable List<String> skus,
        @Nullable Boolean applied,
        @Nullable Integer remaining,
        @Nullable Instant until,
        JsonNode settings) {

    boolean fits(FaultKind kind, String toPartner, @Nullable String toAccount, @Nullable String toOperation) {
        return fault == kind && fits(toPartner, toAccount, toOperation);
    }

    boolean fits(String toPartner, @Nullable String toAccount, @Nullable String toOperation) {
        return (partner == null || partner.equals(toPartner))
                && (account == null || account.equals(toAccount))
                && (operation == null || operation.equals(toOperation));
    }

    boolean fitsSku(@Nullable String sku) {
        return skus == null || skus.contains(sku);
    }

    boolean over(Instant now) {
        return (remaining != null && remaining <= 0) || (until != null && !now.isBefore(until));
    }

    Fault once() {
        return remaining == null
                ? this
                : new Fault(id, fault, partner, account, operation, skus, applied, remaining - 1, until, settings);
    }

    /** Whether the call takes effect although its answer is spoilt. */
    public boolean takesEffect() {
        if (applied != null) {
            return applied;
        }
        return switch (fault) {
            case THROTTLE, STATUS, REDIRECT, ERROR_IN_200 -> false;
            default -> true;
        };
    }

    public int number(String name, int otherwise) {
        return settings.path(name).asInt(otherwise);
    }

    public String text(String name, String otherwise) {
        return settings.path(name).asText(otherwise);
    }
}
