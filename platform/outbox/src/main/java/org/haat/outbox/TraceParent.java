package org.haat.outbox;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of the work under way, as Quarkus's OpenTelemetry writes it to the logging context. */
final class TraceParent {
    private TraceParent() {}

    static @Nullable String current() {
        Object traceId = MDC.get("traceId");
        Object spanId = MDC.get("spanId");
        return traceId == null || spanId == null ? null : "00-" + traceId + '-' + spanId + "-01";
    }
}
