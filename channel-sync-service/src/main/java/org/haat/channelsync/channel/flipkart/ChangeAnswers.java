package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ChannelIssue.Severity;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.flipkart.wire.ChangeResult;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/** Reads what Flipkart says of each SKU of a write; a status of 200 says nothing. Pure. */
final class ChangeAnswers {
    // The call was taken, so what cannot be understood may have been applied: it is read back, not refused.
    private ChangeAnswers() {}

    /** @param answer the whole body, an object with one entry a SKU */
    static Outcome of(String sku, JsonNode answer) {
        JsonNode part = answer.get(sku);
        if (part == null || !part.isObject()) {
            return Outcome.failed(sku, FailureKind.UNKNOWN, "Flipkart's answer does not name the SKU");
        }
        ChangeResult result;
        try {
            result = ChannelJson.mapper().treeToValue(part, ChangeResult.class);
        } catch (JsonProcessingException e) {
            return Outcome.failed(sku, FailureKind.UNKNOWN, "Flipkart's answer for the SKU cannot be read");
        }
        return of(sku, result);
    }

    private static Outcome of(String sku, ChangeResult result) {
        List<ChannelIssue> issues = issues(result);
        String status = Objects.requireNonNullElse(result.status(), "").strip();
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "SUCCESS", "WARNING" -> Outcome.accepted(sku, null, issues);
            case "FAILURE" -> Outcome.rejected(sku, issues.isEmpty() ? List.of(unexplained()) : issues);
            default ->
                Outcome.failed(sku, FailureKind.UNKNOWN, "Flipkart answered the unknown status " + quoted(status));
        };
    }

    private static List<ChannelIssue> issues(ChangeResult result) {
        List<ChannelIssue> issues = new ArrayList<>();
        for (ChangeResult.Fault fault : orNone(result.errors())) {
            issues.add(issue(fault, fault.path()));
        }
        for (ChangeResult.Fault fault : orNone(result.attributeErrors())) {
            issues.add(issue(fault, fault.attribute() == null ? fault.path() : fault.attribute()));
        }
        return List.copyOf(issues);
    }

    private static List<ChangeResult.Fault> orNone(@Nullable List<ChangeResult.Fault> faults) {
        return faults == null ? List.of() : faults;
    }

    private static ChannelIssue issue(ChangeResult.Fault fault, @Nullable String field) {
        Severity severity = "WARNING".equalsIgnoreCase(fault.severity()) ? Severity.WARNING : Severity.ERROR;
        String code = Objects.requireNonNullElse(fault.code(), "UNNAMED");
        return new ChannelIssue(code, severity, Objects.requireNonNullElse(fault.description(), code), field);
    }

    private static ChannelIssue unexplained() {
        return ChannelIssue.error("FAILURE", "Flipkart refused the SKU and gave no reason", null);
    }

    private static String quoted(String raw) {
        return '"' + raw.substring(0, Math.min(40, raw.length())) + '"';
    }
}
