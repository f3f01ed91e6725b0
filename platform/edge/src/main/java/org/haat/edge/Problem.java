package org.haat.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error for the caller, told as RFC 9457 problem+json, or as a page to a browser. Says what is wrong, where, and what
 * to do; never carries a stack trace, SQL or a secret.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final transient List<Fault> faults;
    private final long retryAfterSeconds;

    /**
     * One thing wrong with one field.
     *
     * @param field JSON path or column, for example {@code lines[0].quantity}
     * @param remedy what to do about it, or null when the message says it
     */
    public record Fault(
            String field,
            String code,
            String message,
            @Nullable String remedy) {}

    public Problem(int status, String code, String detail, List<Fault> faults) {
        this(status, code, detail, faults, 0);
    }

    private Problem(int status, String code, String detail, List<Fault> faults, long retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem badRequest(String code, String detail) {
        return new Problem(400, code, detail, List.of());
    }

    public static Problem forbidden(String code, String detail) {
        return new Problem(403, code, detail, List.of());
    }

    /** Also for a row that exists but is another agency's: the caller must not learn that. */
    public static Problem notFound(String what, String id) {
        return new Problem(404, "not-found", "There is no " + what + ' ' + id + " that you may see.", List.of());
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail, List.of());
    }

    /** The caller changed a version that is no longer the newest. */
    public static Problem stale(String what) {
        return new Problem(
                412,
                "stale-version",
                "Somebody changed this " + what + " since you read it. Read it again and repeat your change.",
                List.of());
    }

    public static Problem preconditionRequired(String what) {
        return new Problem(
                428, "if-match-needed", "Send If-Match with the ETag of the " + what + " you read.", List.of());
    }

    public static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new Fault(field, code, message, null)));
    }

    public static Problem invalid(List<Fault> faults) {
        String detail = faults.size() == 1
                ? faults.get(0).field() + ": " + faults.get(0).message()
                : faults.size() + " fields need a change.";
        return new Problem(422, "invalid", detail, faults);
    }

    /**
     * The caller asks more often than it may.
     *
     * @param retryAfterSeconds when the next call would be taken, at least 1
     */
    public static Problem tooOften(String detail, long retryAfterSeconds) {
        return new Problem(429, "too-often", detail, List.of(), Math.max(1, retryAfterSeconds));
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", detail, List.of());
    }

    public int status() {
        return status;
    }

    /** For the header {@code Retry-After}; 0 when there is nothing to say. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }
}
